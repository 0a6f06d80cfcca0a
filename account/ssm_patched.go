package account

import "strings"

// Patched tells whether patches are installed on the host on a schedule, by an
// association or a maintenance window. Of documents only those of AWS are known
// to patch.
func (a *Account) Patched(i *Instance) Bool {
	return a.SSMAssociations.Exists(func(s *SSMAssociation) Bool {
		runs := s.within(i.Region).And(installs(s.Document, s.Operation)).And(s.Schedule.Is("").Not())
		return runs.AndThen(func() Bool { return a.targeted(&s.Targets, i) })
	}).OrElse(func() Bool {
		return a.MaintenanceWindowTasks.Exists(func(t *MaintenanceWindowTask) Bool {
			runs := t.within(i.Region).And(t.Type.Is("RUN_COMMAND")).And(installs(t.Task, t.Operation))
			return runs.AndThen(func() Bool { return a.opens(t.Window) }).AndThen(func() Bool { return a.targeted(&t.Targets, i) })
		})
	})
}

// patchingDocuments are AWS's documents that scan or install as they are told
// (AWS documentation, 2026-11).
var patchingDocuments = map[string]bool{
	"AWS-RunPatchBaseline": true, "AWS-RunPatchBaselineAssociation": true, "AWS-RunPatchBaselineWithHooks": true,
}

// installs tells whether a document is run so that it installs patches.
func installs(document, operation Value[string]) Bool {
	patches := document.Test(func(name string) bool {
		return patchingDocuments[name[strings.LastIndex(name, "/")+1:]]
	})
	return patches.And(operation.Is("Install"))
}

// opens tells whether the maintenance window comes around. Of one with an end
// that is not over for sure nobody knows how long.
func (a *Account) opens(window Link) Bool {
	return a.MaintenanceWindows.At(window, func(w *MaintenanceWindow) Bool {
		ended := w.End.Is("").Not().And(a.before(w.End, 0).OrElse(w.End.Is("").Not().unsettled))
		return w.Enabled.Is(true).And(w.Schedule.Is("").Not()).And(ended.Not())
	})
}

// targeted tells whether the targets take the host in: one value of each key
// that they have.
func (a *Account) targeted(targets *Set[*SSMTarget], i *Instance) Bool {
	some := targets.Exists(func(*SSMTarget) Bool { return Known(true) })
	return some.And(targets.Every(func(t *SSMTarget) Bool {
		return targets.Exists(func(o *SSMTarget) Bool { return sameKey(t, o).And(a.takesIn(o, i)) })
	}))
}

func sameKey(t, o *SSMTarget) Bool {
	key, known := t.Key.Get()
	if !known {
		return Unsure(t.Key.Fact())
	}
	return o.Key.Is(key)
}

// takesIn tells whether a value of a target takes the host in. Of resource
// groups nobody knows what is in them.
func (a *Account) takesIn(t *SSMTarget, i *Instance) Bool {
	key, known := t.Key.Get()
	tag, byTag := strings.CutPrefix(key, "tag:")
	switch {
	case !known:
		return Unsure(t.Key.Fact())
	case key == "InstanceIds":
		return t.Value.Is("*").Or(t.Value.To(i))
	case key == "WindowTargetIds":
		return a.MaintenanceWindowTargets.At(t.Value, func(w *MaintenanceWindowTarget) Bool { return a.targeted(&w.Targets, i) })
	case key == "tag-key":
		return tagLike(i, t, func(g *Tag) *Value[string] { return &g.Key }, "")
	case byTag:
		return tagLike(i, t, func(g *Tag) *Value[string] { return &g.Value }, tag)
	}
	return t.Key.unclear(Conditional)
}

// tagLike tells whether a tag of the host, with that key if one is given, has
// what the target wants.
func tagLike(i *Instance, t *SSMTarget, of func(*Tag) *Value[string], key string) Bool {
	want, known := t.Value.Get()
	if !known {
		return Unsure(t.Value.Fact())
	}
	return i.Tags.Exists(func(g *Tag) Bool {
		return g.Key.Test(func(k string) bool { return key == "" || k == key }).And(of(g).Is(want))
	})
}

// LacksPatches tells whether the last patching of the host left patches out. Of
// a host that is new nothing was asked yet.
func (a *Account) LacksPatches(i *Instance) Bool {
	if i.Fresh().Tri() == True {
		return Known(false, i.Exists())
	}
	return a.PatchStates.Exists(func(s *PatchState) Bool {
		lacks := s.Missing.Test(func(n int) bool { return n > 0 }).Or(s.Failed.Test(func(n int) bool { return n > 0 }))
		return s.within(i.Region).And(s.Instance.To(i)).And(lacks)
	})
}

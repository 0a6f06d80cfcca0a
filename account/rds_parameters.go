package account

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The kinds of RDS that hold the settings of engines.
var (
	ParameterGroups   = kind("rds.parameter_groups", func(a *Account) *Set[*ParameterGroup] { return &a.ParameterGroups })
	ClusterParameters = kind("rds.cluster_parameter_groups", func(a *Account) *Set[*ClusterParameterGroup] { return &a.ClusterParameters })
)

// ParameterGroup holds settings of the engines of instances.
type ParameterGroup struct {
	Meta
	EngineParameters `aws:"-"`
}

// ClusterParameterGroup holds settings of the engines of clusters.
type ClusterParameterGroup struct {
	Meta
	EngineParameters `aws:"-"`
}

// EngineParameters are settings of a database engine: those of TLS that the
// group sets. One that is not among them has the value of its family.
type EngineParameters struct {
	Family     Value[string]   `aws:"DBParameterGroupFamily"` // postgres16, mysql8.4 ...
	Parameters Set[*Parameter] `aws:"Parameters"`
}

// Parameter is one setting of an engine.
type Parameter struct {
	Name  Value[string] `aws:"ParameterName"`
	Value Value[string] `aws:"ParameterValue"`
	// Method is immediate or pending-reboot: when a change takes effect.
	Method Value[string] `aws:"ApplyMethod"`
}

// DBTLS tells whether the instance refuses connections without TLS. For the
// member of a cluster the cluster's parameters tell.
func (a *Account) DBTLS(i *DBInstance) Bool {
	own := forced(&a.ParameterGroups, i.Parameters, &i.Engine, &i.Version, func(g *ParameterGroup) *EngineParameters { return &g.EngineParameters })
	return unless(i.Cluster, own, a.DBClusters.At(i.Cluster, a.ClusterTLS))
}

// TLSInEffect is DBTLS for what the database does once the change is applied.
// Another parameter group waits for a reboot, and until then what it was is in
// effect (AWS documentation, 2026-11).
func (a *Account) TLSInEffect(i *DBInstance) Bool {
	told := a.DBTLS(i)
	return told.AndThen(func() Bool {
		synced := i.ParameterStatus.Is("in-sync")
		if old, was := Former(i); was && synced.Tri() == False {
			return synced.Or(a.DBTLS(old))
		}
		return synced.orUnsettled()
	})
}

// ClusterTLS tells whether the cluster refuses connections without TLS.
func (a *Account) ClusterTLS(c *DBCluster) Bool {
	return forced(&a.ClusterParameters, c.Parameters, &c.Engine, &c.Version, func(g *ClusterParameterGroup) *EngineParameters { return &g.EngineParameters })
}

// forced asks the group, or for one of AWS's own its family: that in its name
// or, if the author named no group, that of the engine.
func forced[T any](groups *Set[T], group Link, engine, version *Value[string], of func(T) *EngineParameters) Bool {
	if group.Left() {
		return familyOf(engine, version)
	}
	_, found := groups.Linked(group)
	if name, known := group.Get(); known && !found && strings.HasPrefix(name, "default.") {
		return Bool{familyForces(strings.TrimPrefix(name, "default.")), whenAsked(func() []Fact { return []Fact{group.Fact()} })}
	}
	return groups.At(group, func(g T) Bool {
		now := of(g).forced()
		if old, was := former(g); was && of(g).waits().Tri() != False {
			now = now.And(of(old).forced().Or(of(g).waits().Not()))
		}
		return now.Because(group.Fact())
	})
}

// former is Former for a thing of any kind.
func former[T any](thing T) (T, bool) {
	t, _ := any(thing).(Thing)
	old, was := t.Base().end().former.(T)
	return old, was
}

// waits tells whether a setting of TLS waits for a reboot to take effect.
func (p *EngineParameters) waits() Bool {
	return p.Parameters.Exists(func(one *Parameter) Bool { return one.Name.Test(ForTLS).And(one.Method.Is("pending-reboot")) })
}

func familyOf(engine, version *Value[string]) Bool {
	told := func(string) bool { return true }
	return engine.Test(told).And(version.Test(told)).And(Bool{
		familyForces(engine.v + version.v), whenAsked(func() []Fact { return []Fact{engine.Fact(), version.Fact()} }),
	})
}

// TLSParameters refuse connections without TLS: that of PostgreSQL and SQL
// Server, and that of MySQL and MariaDB (AWS documentation, 2026-11).
var TLSParameters = []string{"rds.force_ssl", "require_secure_transport"}

// ForTLS tells whether the parameter of the name is one of these.
func ForTLS(name string) bool { return slices.Contains(TLSParameters, strings.ToLower(name)) }

func (p *EngineParameters) forced() Bool {
	named := func(one *Parameter) Bool { return one.Name.Test(ForTLS) }
	set := p.Parameters.Exists(func(one *Parameter) Bool { return named(one).And(one.Value.Test(isOn)) })
	return set.Or(p.Parameters.Exists(named).Not().And(Bool{familyForces(p.Family.v), &p.Family}))
}

func isOn(value string) bool {
	return slices.Contains([]string{"1", "on", "true"}, strings.ToLower(value))
}

var familyPattern = regexp.MustCompile(`^([a-z-]+?)-?(\d+)(?:\.(\d+))?`)

// familyForces tells whether a family of engines refuses connections without
// TLS by default: PostgreSQL from 15, MySQL from 9.7 and MariaDB from 11.8 do
// (AWS documentation, 2026-11). What Aurora PostgreSQL from 17 does is not
// known here.
func familyForces(family string) Tri {
	part := familyPattern.FindStringSubmatch(family)
	if part == nil {
		return Unknown
	}
	major, _ := strconv.Atoi(part[2])
	minor, _ := strconv.Atoi(part[3])
	version := major*100 + minor
	switch part[1] {
	case "postgres":
		return triOf(major >= 15)
	case "mysql":
		return between(version, 804, 907)
	case "mariadb":
		return between(version, 1104, 1108)
	case "aurora-postgresql":
		return between(version, 1699, 1<<30)
	case "aurora-mysql":
		return between(version, 800, 1<<30)
	}
	if strings.HasPrefix(part[1], "sqlserver-") {
		return False
	}
	return Unknown
}

// between is false up to one version, true from another, and unknown in between.
func between(version, off, on int) Tri {
	switch {
	case version <= off:
		return False
	case version >= on:
		return True
	}
	return Unknown
}

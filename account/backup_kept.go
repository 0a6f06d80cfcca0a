package account

// Keeps tells whether a rule of the plan keeps backups for so many days. Others
// may keep theirs for a shorter time.
func (p *BackupPlan) Keeps(days int) Bool {
	return p.Rules.Exists(func(r *BackupRule) Bool { return r.keeps(days) })
}

// keeps is for ever if days is 0.
func (r *BackupRule) keeps(days int) Bool {
	return r.DeleteAfter.Test(func(kept int) bool { return kept == 0 || days > 0 && kept >= days })
}

// Shortened tells whether the change leaves no rule that keeps backups for as
// long as one did before.
func (p *BackupPlan) Shortened() Bool {
	old, was := Former(p)
	if !was {
		return Known(false)
	}
	return old.Rules.Exists(func(r *BackupRule) Bool {
		days, known := r.DeleteAfter.Get()
		if !known {
			return Unsure(r.DeleteAfter.Fact())
		}
		return p.Keeps(days).Not().Because(r.DeleteAfter.Fact())
	})
}

// Guarded tells whether recovery points in the vault cannot be deleted at will:
// it is locked, or its policy denies that to everybody.
func (v *BackupVault) Guarded() Bool {
	return v.Locked.Is(true).OrElse(func() Bool { return v.Policy.bars("backup:DeleteRecoveryPoint") })
}

// bars tells whether a statement denies the action to everybody, on everything.
// What a condition leaves of that is not known.
func (d Document) bars(action string) Bool {
	op := operationOf(action)
	return d.any(func(s *Statement) Bool {
		whole := s.tri(s.actions.swallows(op.tokens)).And(s.tri(s.resources.swallows(anyText)))
		return s.Allow().Not().And(s.strangers()).And(whole).AndThen(func() Bool { return s.Plain().orUnsettled() })
	})
}

// VaultUnused tells whether a vault that was there before is empty and no
// backup plan fills it: AWS makes such vaults by itself.
func (a *Account) VaultUnused(v *BackupVault) Bool {
	filled := func(p *BackupPlan) Bool {
		return p.Rules.Exists(func(r *BackupRule) Bool { return r.Vault.To(v) })
	}
	return v.Fresh().Not().And(v.RecoveryPoints.Is(0)).AndThen(func() Bool { return a.BackupPlans.Exists(filled).Not() })
}

// Spares tells whether deleting the vault destroys no recovery point: there is
// none, Terraform does not delete them and AWS deletes empty vaults only, or a
// lock that nobody can take away forbids it (AWS documentation, 2026-11).
func (a *Account) Spares(v *BackupVault) Bool {
	return v.ForceDestroy.Is(false).Or(v.RecoveryPoints.Is(0)).OrElse(func() Bool { return a.lockedForGood(v) })
}

// Unsecured tells whether the change lets Terraform delete a vault that was
// there before together with its recovery points, which it could not so far.
func (v *BackupVault) Unsecured() Bool {
	old, was := Former(v)
	if !was || v.fresh {
		return Known(false)
	}
	return turned(&v.ForceDestroy, &old.ForceDestroy, func(now, was bool) bool { return now && !was })
}

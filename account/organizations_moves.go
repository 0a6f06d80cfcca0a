package account

import "slices"

// The types of policies of an organization that resources lean on.
const (
	S3Policies     = "S3_POLICY"
	BackupPolicies = "BACKUP_POLICY"
)

// OrganizationMoves are the facts that the change has a hand in what the policies of a
// type come to for the account; none if it has not. Where that was not read, any
// change of a policy may.
func (a *Account) OrganizationMoves(typ string) []Fact {
	for p := range a.OrganizationEffective.All() {
		if p.ID == typ && p.touched {
			return []Fact{p.handled()}
		} else if p.ID == typ {
			return nil
		}
	}
	whole := a.OrganizationEffective.Complete()
	if whole.Tri() == True {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(whole.Why()), func(f Fact) bool { return f.Origin.Source != FromPlan })
}

package account

import "slices"

// SubserviceControl is a control that AWS operates and that everything built on
// it takes for granted. An auditor calls it a complementary control of the
// subservice organization.
type SubserviceControl struct {
	ID       string
	What     string   // in our own words
	Services []string // that lean on it; nil for all
}

// SubserviceControls are the controls that the account leaves to AWS.
func SubserviceControls() []SubserviceControl {
	machines := []string{"ec2", "rds", "redshift"}
	managed := []string{"rds", "redshift", "dynamodb", "efs", "elasticloadbalancing", "cloudfront", "sns"}
	return []SubserviceControl{
		{"physical-access", "only people whom AWS lets in reach the data centres, and who does is recorded and looked through", nil},
		{"environment", "power, cooling, water and fire are watched and kept from the machines", nil},
		{"media-disposal", "disks are wiped or destroyed before they leave the data centre", nil},
		{"staff-access", "people who work for AWS reach a customer's content for a reason only, and each access is recorded", nil},
		{"hypervisor-isolation", "what runs on a shared machine cannot reach what another customer runs on it", machines},
		{"managed-patching", "AWS patches what is below the settings that it offers of a managed service", managed},
		{"key-hardware", "keys do not leave the hardware that makes them in clear", []string{"kms"}},
		{"edge-network", "the network between data centres and at the edge is protected and kept up", []string{"cloudfront", "elasticloadbalancing", "ec2"}},
	}
}

// ServiceUse is an AWS service, and whether the account uses it.
type ServiceUse struct {
	Meta
	Used func() Bool
}

// ServicesLeantOn are the services of which the model can tell whether the
// account uses them.
func (a *Account) ServicesLeantOn() []*ServiceUse {
	all := []*ServiceUse{
		{Meta: Meta{Name: "s3"}, Used: func() Bool { return a.Buckets.Exists(there) }},
		{Meta: Meta{Name: "ec2"}, Used: func() Bool { return a.Volumes.Exists(there).Or(a.Instances.Exists(there)) }},
		{Meta: Meta{Name: "rds"}, Used: func() Bool { return a.DBInstances.Exists(there).Or(a.DBClusters.Exists(there)) }},
		{Meta: Meta{Name: "kms"}, Used: func() Bool { return a.Keys.Exists(there) }},
		{Meta: Meta{Name: "cloudtrail"}, Used: func() Bool { return a.Trails.Exists(there) }},
		{Meta: Meta{Name: "sns"}, Used: func() Bool { return a.Topics.Exists(there) }},
		{Meta: Meta{Name: "logs"}, Used: func() Bool { return a.LogGroups.Exists(there) }},
		{Meta: Meta{Name: "elasticloadbalancing"}, Used: func() Bool { return a.LoadBalancers.Exists(there) }},
		{Meta: Meta{Name: "cloudfront"}, Used: func() Bool { return a.Distributions.Exists(there) }},
		{Meta: Meta{Name: "backup"}, Used: func() Bool { return a.BackupVaults.Exists(there) }},
	}
	for _, store := range [][2]string{{"dynamodb", "DynamoDB"}, {"efs", "EFS"}, {"redshift", "Redshift"}} {
		all = append(all, &ServiceUse{Meta: Meta{Name: store[0]}, Used: func() Bool {
			return a.DataStores.Exists(func(d *DataStore) Bool { return d.Type.Is(store[1]).Because(d.Exists()) })
		}})
	}
	for i, s := range all {
		s.kind, s.serial = "aws.service", i+1
	}
	return all
}

// there is the answer that a thing is in the account.
func there[T Thing](t T) Bool { return Known(true, t.Base().Exists()) }

// SubserviceTables are the tables of what is left to AWS.
var SubserviceTables = records("subservice-controls", "signed_by, signed_at, controls (each with control, services, and people or rules); "+
	"`soc2gate vendor` writes one to fill in; signed by whoever answers for vendors", func(a *Account) *Set[*SubserviceTable] { return &a.SubserviceTables })

// SubserviceTable says of each control that is left to AWS who here sees to it
// that AWS operates it, and for which services that matters.
type SubserviceTable struct {
	Meta
	Signed   `aws:"-"`
	Controls Set[*MappedControl] `aws:"controls"`
}

// MappedControl is one row of the table.
type MappedControl struct {
	Control  Value[string]        `aws:"control"`
	Services Set[*MappedService]  `aws:"services"`
	Rules    Set[*MappedToRule]   `aws:"rules"`  // of this tool that watch our side of it
	People   Set[*MappedToPerson] `aws:"people"` // who read what AWS reports about it
}

// MappedService is a service that leans on a control.
type MappedService struct {
	Service Value[string] `aws:"service"` // as in ARNs: s3
}

// MappedToRule is a rule that watches our side of a control.
type MappedToRule struct {
	Rule Value[string] `aws:"rule"`
}

// MappedToPerson is somebody who answers for a control.
type MappedToPerson struct {
	Person Value[string] `aws:"person"`
}

// SubserviceMapped tells whether one signed table gives every control to
// somebody, or to a rule that there is.
func (a *Account) SubserviceMapped(isRule func(string) bool) Bool {
	if a.SubserviceTables.Len() == 0 {
		return lacking(SubserviceTables.Kind)
	}
	return a.SubserviceTables.Exists(func(t *SubserviceTable) Bool {
		all := t.signed().And(a.younger(&t.SignedAt, reviewDays))
		for _, c := range SubserviceControls() {
			all = all.And(t.answered(c.ID, isRule))
		}
		return all.Because(t.signature()...)
	})
}

// answered tells whether the table gives the control to somebody.
func (t *SubserviceTable) answered(control string, isRule func(string) bool) Bool {
	return t.Controls.Exists(func(c *MappedControl) Bool {
		byRule := c.Rules.Exists(func(r *MappedToRule) Bool { return r.Rule.Test(isRule) })
		byPerson := c.People.Exists(func(p *MappedToPerson) Bool { return says(&p.Person) })
		return c.Control.Is(control).And(byRule.Or(byPerson))
	}).Because(Fact{Subject: "complementary control", Path: "name", Value: control})
}

// SubserviceCovers tells whether one signed table names the service wherever it
// leans on a control, or the account does not use it.
func (a *Account) SubserviceCovers(s *ServiceUse) Bool {
	named := a.SubserviceTables.Exists(func(t *SubserviceTable) Bool {
		all := Known(true, t.Digest.Fact())
		for _, c := range SubserviceControls() {
			if c.Services == nil || slices.Contains(c.Services, s.Name) {
				all = all.And(t.names(c.ID, s.Name))
			}
		}
		return all
	})
	return named.Or(s.Used().Not())
}

func (t *SubserviceTable) names(control, service string) Bool {
	return t.Controls.Exists(func(c *MappedControl) Bool {
		return c.Control.Is(control).And(c.Services.Exists(func(s *MappedService) Bool { return s.Service.Is(service) }))
	}).Because(Fact{Subject: "complementary control", Path: "name", Value: control})
}

// Unanswered lists the controls that no table gives to anybody.
func (a *Account) Unanswered(isRule func(string) bool) []string {
	var missing []string
	for _, c := range SubserviceControls() {
		if a.SubserviceTables.Exists(func(t *SubserviceTable) Bool { return t.answered(c.ID, isRule) }).Tri() != True {
			missing = append(missing, c.ID)
		}
	}
	return missing
}

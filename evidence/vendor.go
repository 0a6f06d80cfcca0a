package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// Template is a file for a person to complete.
type Template struct{ Name, Text string }

// Vendor returns templates of what is said about AWS as a vendor: the statement
// that its controls are left out, the table of those controls, and a review of
// its report. They say what was seen of the account, and nobody has signed them.
func Vendor(a *account.Account) []Template {
	return []Template{
		{"carve-out.md", carveOut(a)},
		{"subservice-controls.json", table(a)},
		{"vendor-review.json", review(a)},
	}
}

// usedBy lists the services that lean on a control, and those of which nobody
// can tell whether the account uses them.
func usedBy(a *account.Account, c account.SubserviceControl) (used, unsure []string) {
	for _, s := range a.ServicesLeantOn() {
		if c.Services != nil && !slices.Contains(c.Services, s.Name) {
			continue
		}
		switch s.Used().Tri() {
		case account.True:
			used = append(used, s.Name)
		case account.Unknown:
			unsure = append(unsure, s.Name)
		case account.False:
		}
	}
	return used, unsure
}

const carveOutHead = `# Services of AWS that this system is built on

The system of %s runs in the AWS account %s. AWS operates the data centres, the
machines and the managed services below it. The description of our controls leaves
those of AWS out: an auditor who looks at ours has not looked at them. We read the
report of AWS's own auditor at least once a year (vendor-review.json), answer each
exception in it, and bridge the time since its end.

This page was made from what was seen of the account. A person has to read it,
complete what is in capitals, and sign it.

| Control that we leave to AWS | What it does | Services seen here that lean on it | Not known whether in use |
|---|---|---|---|
`

func carveOut(a *account.Account) string {
	var b strings.Builder
	fmt.Fprintf(&b, carveOutHead, "ORGANIZATION", cmp.Or(a.ID, "ACCOUNT"))
	for _, c := range account.SubserviceControls() {
		used, unsure := usedBy(a, c)
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.ID, c.What, listed(used), listed(unsure))
	}
	b.WriteString("\nWho answers for this page: NAME, DAY\n")
	return b.String()
}

func listed(names []string) string { return cmp.Or(strings.Join(names, ", "), "none") }

// table is the table of controls with nobody's name in it: it counts for
// nothing until somebody signs it.
func table(a *account.Account) string {
	var rows []string
	for _, c := range account.SubserviceControls() {
		used, unsure := usedBy(a, c)
		var services []string
		for _, s := range slices.Concat(used, unsure) {
			services = append(services, fmt.Sprintf(`{"service": %q}`, s))
		}
		rows = append(rows, fmt.Sprintf("    {\"control\": %q, \"services\": [%s], \"people\": [{\"person\": \"\"}], \"rules\": []}", c.ID, strings.Join(services, ", ")))
	}
	return head("subservice-controls", a) + "  \"controls\": [\n" + strings.Join(rows, ",\n") + "\n  ]\n}\n"
}

func head(typ string, a *account.Account) string {
	account := ""
	if a.ID != "" {
		account = fmt.Sprintf("  \"account\": %q,\n", a.ID)
	}
	return fmt.Sprintf("{\n  \"schema\": %q,\n  \"type\": %q,\n%s  \"signed_by\": \"\",\n  \"signed_at\": \"\",\n", Schema, typ, account)
}

// review is a review of the newest SOC 2 report that AWS Artifact offers.
func review(a *account.Account) string {
	id, version := "", 0
	if r := a.NewestReport(); r != nil {
		id = r.ID
		version, _ = r.Version.Get()
	}
	return head("vendor-review", a) + fmt.Sprintf("  \"report_id\": %q,\n  \"report_version\": %d,\n", id, version) +
		"  \"exceptions\": [{\"exception\": \"\", \"response\": \"\"}],\n  \"bridge_letter_until\": null,\n  \"conclusion\": \"\"\n}\n"
}

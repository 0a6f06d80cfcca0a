package rules

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Criterion is one of the Trust Services Criteria of the AICPA (2017, points
// of focus revised in 2022), by its number.
type Criterion string

// Reach says how far the configuration of AWS can be evidence for a criterion.
type Reach string

// The reaches. Nothing here makes anybody compliant: a rule supports a
// criterion, and an auditor judges it.
const (
	Full    Reach = "full"    // configuration can show it
	Partial Reach = "partial" // a person must add to it
	None    Reach = "none"    // only people, procedures or AWS itself can show it
)

// Title says in our own words what the criterion asks for.
func (c Criterion) Title() string { return titles[c].title }

// Reach says how far configuration can be evidence for the criterion.
func (c Criterion) Reach() Reach { return titles[c].reach }

// Criteria returns all 61 criteria in the order of the standard.
func Criteria() []Criterion {
	ids := slices.Collect(maps.Keys(titles))
	slices.SortFunc(ids, func(a, b Criterion) int {
		x, y := a.order(), b.order()
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(x[2], y[2]))
	})
	return ids
}

// order is the series, the group and the number: CC6.1 is 0, 6, 1.
func (c Criterion) order() [3]int {
	series := strings.TrimRight(string(c), "0123456789.")
	group, number, _ := strings.Cut(string(c)[len(series):], ".")
	g, _ := strconv.Atoi(group)
	n, _ := strconv.Atoi(number)
	return [3]int{slices.Index([]string{"CC", "A", "C", "PI", "P"}, series), g, n}
}

type criterion struct {
	title string
	reach Reach
}

var titles = map[Criterion]criterion{
	"CC1.1": {"Entity shows commitment to integrity and ethics", None},
	"CC1.2": {"Board is independent and oversees control", None},
	"CC1.3": {"Structures, reporting lines and authority are set", Partial},
	"CC1.4": {"Competent people are hired, trained, kept", None},
	"CC1.5": {"People answer for their control duties", None},
	"CC2.1": {"Good-quality information feeds the controls", Partial},
	"CC2.2": {"Control duties are communicated inside", Partial},
	"CC2.3": {"Outside parties are told what matters", Partial},
	"CC3.1": {"Objectives are clear enough to assess risk", None},
	"CC3.2": {"Risks are found and analysed", Partial},
	"CC3.3": {"Fraud risk is considered", Partial},
	"CC3.4": {"Changes that affect control are assessed", Partial},
	"CC4.1": {"Ongoing and separate evaluations run", Full},
	"CC4.2": {"Deficiencies reach the right people in time", Partial},
	"CC5.1": {"Control activities chosen to cut risk", None},
	"CC5.2": {"Technology general controls chosen and run", Full},
	"CC5.3": {"Policies put into practice by procedures", Partial},
	"CC6.1": {"Logical access architecture protects assets", Full},
	"CC6.2": {"Users registered and authorised before access; removed after", Partial},
	"CC6.3": {"Access by role, least privilege, duties separated", Full},
	"CC6.4": {"Physical access restricted", None},
	"CC6.5": {"Assets disposed of only after data is unreadable", None},
	"CC6.6": {"Boundary defended against outside threats", Full},
	"CC6.7": {"Movement and transmission of data restricted, protected", Full},
	"CC6.8": {"Unauthorised or malicious software prevented, detected", Partial},
	"CC7.1": {"Configuration changes and new weaknesses detected", Full},
	"CC7.2": {"Components monitored for anomalies", Full},
	"CC7.3": {"Events evaluated as possible incidents", Partial},
	"CC7.4": {"Incidents responded to by a programme", Partial},
	"CC7.5": {"Recovery from incidents", Partial},
	"CC8.1": {"Changes authorised, tested, approved, documented", Full},
	"CC9.1": {"Disruption risk mitigated", Partial},
	"CC9.2": {"Vendor and partner risk managed", Partial},
	"A1.1":  {"Capacity watched and managed", Partial},
	"A1.2":  {"Backup, recovery infrastructure, environment protection", Full},
	"A1.3":  {"Recovery plans tested", Full},
	"C1.1":  {"Confidential information identified and kept", Partial},
	"C1.2":  {"Confidential information disposed of", Partial},
	"PI1.1": {"Processing objectives and data definitions stated", None},
	"PI1.2": {"Inputs complete and accurate", Partial},
	"PI1.3": {"Processing complete, accurate, timely", Partial},
	"PI1.4": {"Outputs complete, to intended parties", Partial},
	"PI1.5": {"Stored data complete and protected", Partial},
	"P1.1":  {"Privacy notice given", None},
	"P2.1":  {"Choice and consent offered", None},
	"P3.1":  {"Collection limited to objectives", None},
	"P3.2":  {"Explicit consent where required", None},
	"P4.1":  {"Use limited to purpose", Partial},
	"P4.2":  {"Retention limited", Partial},
	"P4.3":  {"Disposal secure", Partial},
	"P5.1":  {"Subjects can see their data", None},
	"P5.2":  {"Subjects can correct their data", None},
	"P6.1":  {"Disclosure to others only as permitted", None},
	"P6.2":  {"Authorised disclosures recorded", None},
	"P6.3":  {"Unauthorised disclosures recorded", None},
	"P6.4":  {"Vendors bound to privacy terms", None},
	"P6.5":  {"Vendors must report incidents", None},
	"P6.6":  {"Affected parties notified of breaches", None},
	"P6.7":  {"Account of data held and disclosed on request", None},
	"P7.1":  {"Personal data accurate and current", None},
	"P8.1":  {"Complaints handled, privacy compliance watched", None},
}

package account

import "regexp"

// VendorReviews are the reviews of reports about AWS.
var VendorReviews = records("vendor-review", "signed_by, signed_at, report_id, report_version, exceptions (each with response), bridge_letter_until; "+
	"signed by the person who read the AWS SOC 2 report from AWS Artifact", func(a *Account) *Set[*VendorReview] { return &a.VendorReviews })

// VendorReview says who read which version of a report about AWS, and what
// follows from the exceptions in it.
type VendorReview struct {
	Meta
	Signed        `aws:"-"`
	ReportID      Value[string]           `aws:"report_id"`           // of AWS Artifact: report-...
	ReportVersion Value[int]              `aws:"report_version"`      // of AWS Artifact
	Exceptions    Set[*ReportedException] `aws:"exceptions"`          // empty if the report has none
	BridgeLetter  Value[string]           `aws:"bridge_letter_until"` // the day that a bridge letter reaches to, null if there is none
	Conclusion    Value[string]           `aws:"conclusion"`          // in the reviewer's words
}

// ReportedException is an exception that the auditor of AWS reports.
type ReportedException struct {
	Exception Value[string] `aws:"exception"`
	Response  Value[string] `aws:"response"` // what it means here and what is done about it
}

// How long a review counts, and how long the time may be of which no report
// speaks. The latter is a custom of auditors and no rule (2026-11).
const (
	reviewDays = 365
	bridgeDays = 90
)

// VendorReviewed tells whether there is a review of AWS's SOC 2 report that
// counts today.
func (a *Account) VendorReviewed() Bool {
	if a.VendorReviews.Len() == 0 {
		return lacking(VendorReviews.Kind)
	}
	return a.VendorReviews.Exists(func(v *VendorReview) Bool {
		answered := v.Exceptions.Every(func(e *ReportedException) Bool { return says(&e.Exception).And(says(&e.Response)) })
		return v.signed().And(a.younger(&v.SignedAt, reviewDays)).And(answered).And(a.current(v)).Because(v.signature()...)
	})
}

var soc2 = regexp.MustCompile(`(?i)\bSOC\)?[ -]*2\b`)

// current tells whether AWS Artifact offers nothing newer than what was read,
// and no time is left open since the end of it.
func (a *Account) current(v *VendorReview) Bool {
	id, known := v.ReportID.Get()
	if !known {
		return Bool{Unknown, &v.ReportID}
	}
	return a.ArtifactReports.Exists(func(r *ArtifactReport) Bool {
		if !r.Answers(id) {
			return Known(false, r.fact("existence", "another report"))
		}
		version, known := v.ReportVersion.Get()
		if !known {
			return Bool{Unknown, &v.ReportVersion}
		}
		about := Known(soc2.MatchString(r.Name), r.fact("name", r.Name))
		same := r.Version.Test(func(offered int) bool { return offered <= version }).Because(v.ReportVersion.Fact())
		return about.And(same).And(a.newest(r)).And(a.bridged(v, r))
	})
}

// newest tells whether no SOC 2 report of the series is about a later time.
func (a *Account) newest(r *ArtifactReport) Bool {
	return a.ArtifactReports.Exists(func(o *ArtifactReport) Bool {
		if o == r || !soc2.MatchString(o.Name) {
			return Known(false, o.fact("name", o.Name))
		}
		series, known := r.Series.Get()
		if !known {
			return Bool{Unknown, &r.Series}
		}
		return o.State.Is("UNPUBLISHED").Not().And(o.Series.Is(series)).AndThen(func() Bool { return notBefore(&r.End, &o.End).Not() })
	}).Not()
}

// bridged tells whether the time since the end of the report's period, or since
// the bridge letter reaches, is short.
func (a *Account) bridged(v *VendorReview, r *ArtifactReport) Bool {
	if letter, known := v.BridgeLetter.Get(); known && letter != "" {
		return a.reached(&v.BridgeLetter)
	}
	none := v.BridgeLetter.Test(func(string) bool { return false }) // which is not known of a letter that nobody spoke of
	return a.reached(&r.End).Or(none)
}

// reached tells whether the time was at most so many days ago that may pass
// without a report; a letter may reach into the future.
func (a *Account) reached(v *Value[string]) Bool {
	t, ok := moment(v)
	switch {
	case !ok:
		return unread(v)
	case a.Recorded.IsZero():
		return a.younger(v, bridgeDays)
	}
	return Known(a.Recorded.Sub(t) <= bridgeDays*day, v.Fact())
}

// NewestReport is the SOC 2 report about the latest time that AWS Artifact
// offers, as far as was seen, or nil.
func (a *Account) NewestReport() *ArtifactReport {
	var newest *ArtifactReport
	for r := range a.ArtifactReports.All() {
		if soc2.MatchString(r.Name) && r.State.Is("UNPUBLISHED").Tri() != True && (newest == nil || newest.End.v < r.End.v) {
			newest = r
		}
	}
	return newest
}

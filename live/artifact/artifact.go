// Package artifact is a client of AWS Artifact with the one operation that is
// used here. It is made as those of the AWS SDK for Go are, whose module of the
// service cannot be had everywhere (2026-11), so that callers need not tell it
// from them: it takes the middleware, the retryer and the options for services
// of the configuration, and its errors are the SDK's.
package artifact

import "time"

// ServiceID is what the SDK calls the service.
const ServiceID = "Artifact"

// ListReportsInput asks for the reports that AWS Artifact offers.
type ListReportsInput struct {
	MaxResults *int32  // on one page, at most 300
	NextToken  *string // of the page; nil for the first
}

// ListReportsOutput is a page of reports.
type ListReportsOutput struct {
	NextToken *string         `json:"nextToken"` // nil on the last page
	Reports   []ReportSummary `json:"reports"`
}

// ReportSummary is the newest version of a report (AWS Artifact API reference,
// 2026-11).
type ReportSummary struct {
	Arn         *string    `json:"arn"`
	Category    *string    `json:"category"`
	Id          *string    `json:"id"` //nolint:revive // as the SDK writes it
	Name        *string    `json:"name"`
	PeriodEnd   *time.Time `json:"periodEnd"`   // nil if the report is not about a period
	PeriodStart *time.Time `json:"periodStart"` // nil if the report is not about a period
	Series      *string    `json:"series"`
	State       string     `json:"state"` // PUBLISHED or UNPUBLISHED
	Version     *int64     `json:"version"`
}

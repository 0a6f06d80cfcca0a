package live

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/soc2gate/soc2gate/account"
)

// report is the credential report of IAM: what it says of a user, by ARN and
// column.
type report struct {
	told
	users map[string]map[string]string
}

// How long IAM is given to make a report, and how often it is asked for it.
const (
	reportTime  = 30 * time.Second
	reportPause = 2 * time.Second
)

// credentialReport has IAM make a report, if there is none of the last four
// hours, and reads it.
func credentialReport(r *reader, client *iam.Client) report {
	state := ask(r, client.GenerateCredentialReport, &iam.GenerateCredentialReportInput{})
	for end := time.Now().Add(reportTime); !state.failed() && state.out.State != types.ReportStateTypeComplete; {
		if time.Now().After(end) {
			state.cause = account.TimedOut
			break
		}
		select {
		case <-r.ctx.Done():
		case <-time.After(reportPause):
		}
		state = ask(r, client.GenerateCredentialReport, &iam.GenerateCredentialReportInput{})
	}
	if state.failed() {
		return report{told: state.told}
	}
	made := ask(r, client.GetCredentialReport, &iam.GetCredentialReportInput{})
	return readReport(made.out, made.given(made.out.GeneratedTime != nil))
}

// readReport reads the report's rows. What it tells, it tells of the time when
// it was made.
func readReport(o *iam.GetCredentialReportOutput, by told) report {
	if by.failed() {
		return report{told: by}
	}
	rows, err := csv.NewReader(bytes.NewReader(o.Content)).ReadAll()
	if err != nil || len(rows) == 0 {
		by.cause = account.Unreadable
		return report{told: by}
	}
	then := *by.origin
	then.At = *o.GeneratedTime
	by.origin = &then
	all := report{told: by, users: map[string]map[string]string{}}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, column := range rows[0] {
			row[column] = cells[i]
		}
		all.users[row["arn"]] = row
	}
	return all
}

// tells says what the report has of a user, and whether it has anything. One
// that was made at another time has but the name of this one.
func (all report) tells(u *account.User, created *time.Time) bool {
	row, by := all.users[u.ARN], all.told
	made := since(row["user_creation_time"])
	switch {
	case all.failed():
		row = nil
	case row == nil, created == nil, made == nil, *made != *moment(created):
		return false
	}
	put(&u.LoginProfile, truth(row["password_enabled"]), by)
	put(&u.PasswordLastUsed, since(row["password_last_used"]), by)
	active, devices := truth(row["mfa_active"]), []*account.MFADevice{}
	if active != nil && *active {
		devices = append(devices, &account.MFADevice{})
	}
	list(&u.MFADevices, devices, by.given(active != nil))
	keys, known := reportedKeys(row, by)
	list(&u.AccessKeys, keys, by.given(known))
	return !all.failed()
}

// reportedKeys are the access keys of a row, and whether it tells of all.
func reportedKeys(row map[string]string, by told) (keys []*account.AccessKey, known bool) {
	for _, key := range []string{"access_key_1_", "access_key_2_"} {
		active, made := truth(row[key+"active"]), since(row[key+"last_rotated"])
		switch {
		case active == nil, made == nil:
			return nil, false
		case !*active && *made == "":
			continue // there is none
		}
		one := &account.AccessKey{}
		put(&one.Status, aws.String(map[bool]string{true: "Active", false: "Inactive"}[*active]), by)
		put(&one.Created, made, by.given(*made != ""))
		put(&one.LastUsed, since(row[key+"last_used_date"]), by)
		keys = append(keys, one)
	}
	more, err := strconv.Atoi(row["additional_credentials_info"])
	return keys, err != nil || more == 0
}

// truth reads true and false; the report has other words where there is neither.
func truth(cell string) *bool {
	if b := strings.ToLower(cell); b == "true" || b == "false" {
		return aws.Bool(b == "true")
	}
	return nil
}

// since reads a time. The report has two words for none: that there is nothing
// to be used, and that it was not used since IAM keeps track (IAM User Guide,
// 2026-11).
func since(cell string) *string {
	if cell == "N/A" || cell == "no_information" {
		return aws.String("")
	}
	t, err := time.Parse(time.RFC3339, cell)
	if err != nil {
		return nil
	}
	return moment(&t)
}

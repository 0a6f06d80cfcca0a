package live

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.RecoveryPoints.Kind},
	calls: []any{
		backup.ListProtectedResourcesInput{}, backup.ListRecoveryPointsByResourceInput{},
		backup.ListBackupVaultsInput{}, backup.ListRecoveryPointsByBackupVaultInput{},
	},
	read: recoveryPoints,
})

// recoveryPoints reads all of them, vault by vault, or those of the resources
// that are wanted. There may be many, and most are of no use to one plan.
func recoveryPoints(r *reader) {
	client := backup.NewFromConfig(r.config())
	if r.need.Wants == nil {
		everyVault(r, client)
		return
	}
	asked := operationOf(backup.ListRecoveryPointsByResourceInput{}).String()
	for p := range each(r, client.ListProtectedResources, &backup.ListProtectedResourcesInput{}, func(o *backup.ListProtectedResourcesOutput) []types.ProtectedResource { return o.Results }) {
		arn := text(p.out.ResourceArn)
		if r.wants(arn) {
			pointsOf(r, client, arn)
			continue
		}
		r.miss(account.Gap{Region: r.region, Call: asked, Cause: account.NotCollected, Of: arn})
	}
}

func everyVault(r *reader, client *backup.Client) {
	for v := range each(r, client.ListBackupVaults, &backup.ListBackupVaultsInput{}, func(o *backup.ListBackupVaultsOutput) []types.BackupVaultListMember { return o.BackupVaultList }) {
		in := &backup.ListRecoveryPointsByBackupVaultInput{BackupVaultName: v.out.BackupVaultName}
		for p := range each(r, client.ListRecoveryPointsByBackupVault, in, func(o *backup.ListRecoveryPointsByBackupVaultOutput) []types.RecoveryPointByBackupVault {
			return o.RecoveryPoints
		}) {
			recoveryPoint(r, p.told, p.out.RecoveryPointArn, p.out.ResourceArn, p.out.CreationDate, p.out.Status)
		}
	}
}

// pointsOf reads the recovery points of one resource. What cannot be read of
// them leaves those of others as they are.
func pointsOf(r *reader, client *backup.Client, arn string) {
	in := &backup.ListRecoveryPointsByResourceInput{ResourceArn: &arn}
	points, gaps := all(r, client.ListRecoveryPointsByResource, in, func(o *backup.ListRecoveryPointsByResourceOutput) []types.RecoveryPointByResource {
		return o.RecoveryPoints
	})
	for _, gap := range gaps {
		gap.Of = arn
		r.miss(gap)
	}
	for _, p := range points {
		recoveryPoint(r, p.told, p.out.RecoveryPointArn, &arn, p.out.CreationDate, p.out.Status)
	}
}

// recoveryPoint adds one. Without a name it could be found by nobody.
func recoveryPoint(r *reader, by told, arn, resource *string, created *time.Time, status types.RecoveryPointStatus) {
	if text(arn) == "" {
		r.miss(account.Gap{Region: r.region, Call: by.origin.Ref, Cause: account.Failed})
		return
	}
	p := account.RecoveryPoints.Add(r.to, account.Ident{ARN: text(arn), Region: r.region}, by.origin)
	linkGiven(&p.Resource, resource, by)
	put(&p.Created, moment(created), by)
	put(&p.Status, word(status), by)
}

package live

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// recordsTo is the log group that records go to, by its ARN or its name; it is
// empty if they go elsewhere, and nil if the answer does not tell.
func recordsTo(f *types.FlowLog) *string {
	switch f.LogDestinationType {
	case types.LogDestinationTypeCloudWatchLogs:
		return cmp.Or(f.LogDestination, f.LogGroupName)
	case types.LogDestinationTypeS3, types.LogDestinationTypeKinesisDataFirehose:
		return aws.String("")
	}
	return nil
}

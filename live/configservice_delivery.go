package live

import (
	"github.com/aws/aws-sdk-go-v2/service/configservice"
	"github.com/aws/aws-sdk-go-v2/service/configservice/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.DeliveryChannels.Kind},
	calls: []any{configservice.DescribeDeliveryChannelsInput{}, configservice.DescribeDeliveryChannelStatusInput{}},
	leads: true,
	read:  deliveryChannels,
})

// deliveryChannels reads the channels with what became of their last deliveries.
func deliveryChannels(r *reader) {
	client := configservice.NewFromConfig(r.config())
	var all []*account.DeliveryChannel
	for c := range found(r, client.DescribeDeliveryChannels, &configservice.DescribeDeliveryChannelsInput{}, func(o *configservice.DescribeDeliveryChannelsOutput) []types.DeliveryChannel {
		return o.DeliveryChannels
	}) {
		if unnamed(r, c.told, c.out.Name) {
			continue
		}
		to := account.DeliveryChannels.Add(r.to, account.Ident{Name: text(c.out.Name), Region: r.region}, c.origin)
		linkGiven(&to.Bucket, c.out.S3BucketName, c.told)
		put(&to.Prefix, or(c.out.S3KeyPrefix, ""), c.told)
		link(&to.Key, c.out.S3KmsKeyArn, c.told)
		link(&to.Topic, c.out.SnsTopicARN, c.told)
		all = append(all, to)
	}
	if len(all) == 0 {
		return
	}
	status := ask(r, client.DescribeDeliveryChannelStatus, &configservice.DescribeDeliveryChannelStatusInput{})
	for _, to := range all {
		delivered(to, status)
	}
}

// delivered reads the status of one channel. It has none of what was never
// delivered (AWS API reference, 2026-11).
func delivered(to *account.DeliveryChannel, status answer[configservice.DescribeDeliveryChannelStatusOutput]) {
	var of *types.DeliveryChannelStatus
	for i, s := range status.out.DeliveryChannelsStatus {
		if text(s.Name) == to.Name {
			of = &status.out.DeliveryChannelsStatus[i]
		}
	}
	by := status.given(of != nil)
	one := or(of, types.DeliveryChannelStatus{})
	history := or(one.ConfigHistoryDeliveryInfo, types.ConfigExportDeliveryInfo{})
	put(&to.History, or(outcomeWord(history.LastStatus), ""), by)
	stream := or(one.ConfigStreamDeliveryInfo, types.ConfigStreamDeliveryInfo{})
	put(&to.Stream, or(outcomeWord(stream.LastStatus), ""), by)
}

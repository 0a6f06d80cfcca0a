package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/acm"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	cloudwatchlogstypes "github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
	"github.com/aws/aws-sdk-go-v2/service/configservice"
	configtypes "github.com/aws/aws-sdk-go-v2/service/configservice/types"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	elbtypes "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	eventbridgetypes "github.com/aws/aws-sdk-go-v2/service/eventbridge/types"
	"github.com/aws/aws-sdk-go-v2/service/guardduty"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	organizationstypes "github.com/aws/aws-sdk-go-v2/service/organizations/types"
	"github.com/aws/aws-sdk-go-v2/service/securityhub"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/soc2gate/soc2gate/live/double"
)

func makeDetection(ctx context.Context, c aws.Config) {
	trails, audit := cloudtrail.NewFromConfig(c), aws.String("audit")
	must(trails.CreateTrail(ctx, &cloudtrail.CreateTrailInput{Name: audit, S3BucketName: aws.String("logs"), IsMultiRegionTrail: aws.Bool(true), EnableLogFileValidation: aws.Bool(true)}))
	must(trails.StartLogging(ctx, &cloudtrail.StartLoggingInput{Name: audit}))
	config, role := configservice.NewFromConfig(c), aws.String("arn:aws:iam::"+double.Account+":role/machine")
	must(config.PutConfigurationRecorder(ctx, &configservice.PutConfigurationRecorderInput{ConfigurationRecorder: &configtypes.ConfigurationRecorder{
		Name: audit, RoleARN: role, RecordingGroup: &configtypes.RecordingGroup{AllSupported: true, IncludeGlobalResourceTypes: true},
	}}))
	must(config.PutDeliveryChannel(ctx, &configservice.PutDeliveryChannelInput{DeliveryChannel: &configtypes.DeliveryChannel{Name: audit, S3BucketName: aws.String("logs")}}))
	must(config.StartConfigurationRecorder(ctx, &configservice.StartConfigurationRecorderInput{ConfigurationRecorderName: audit}))
	must(guardduty.NewFromConfig(c).CreateDetector(ctx, &guardduty.CreateDetectorInput{Enable: aws.Bool(true)}))
	must(securityhub.NewFromConfig(c).EnableSecurityHub(ctx, &securityhub.EnableSecurityHubInput{}))
}

// makeAlerting makes all but an alarm: moto does not speak the protocol of the
// SDK's CloudWatch client.
func makeAlerting(ctx context.Context, c aws.Config) {
	name := aws.String("root-use")
	topic := must(sns.NewFromConfig(c).CreateTopic(ctx, &sns.CreateTopicInput{Name: name})).TopicArn
	must(sns.NewFromConfig(c).Subscribe(ctx, &sns.SubscribeInput{TopicArn: topic, Protocol: aws.String("email"), Endpoint: aws.String("security@example.com")}))
	logs := cloudwatchlogs.NewFromConfig(c)
	must(logs.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String("trail")}))
	must(logs.PutMetricFilter(ctx, &cloudwatchlogs.PutMetricFilterInput{
		LogGroupName: aws.String("trail"), FilterName: name, FilterPattern: aws.String(`{ $.userIdentity.type = "Root" }`),
		MetricTransformations: []cloudwatchlogstypes.MetricTransformation{{MetricName: name, MetricNamespace: aws.String("Trail"), MetricValue: aws.String("1")}},
	}))
	events := eventbridge.NewFromConfig(c)
	must(events.PutRule(ctx, &eventbridge.PutRuleInput{Name: name, EventPattern: aws.String(`{"source": ["aws.guardduty"]}`)}))
	must(events.PutTargets(ctx, &eventbridge.PutTargetsInput{Rule: name, Targets: []eventbridgetypes.Target{{Id: name, Arn: topic}}}))
}

func makeEdge(ctx context.Context, c aws.Config) {
	certificate := must(acm.NewFromConfig(c).RequestCertificate(ctx, &acm.RequestCertificateInput{DomainName: aws.String("shop.example.com")})).CertificateArn
	client := elasticloadbalancingv2.NewFromConfig(c)
	vpc, subnets := home(ctx, ec2.NewFromConfig(c))
	shop := must(client.CreateLoadBalancer(ctx, &elasticloadbalancingv2.CreateLoadBalancerInput{Name: aws.String("shop"), Subnets: subnets})).LoadBalancers[0]
	group := must(client.CreateTargetGroup(ctx, &elasticloadbalancingv2.CreateTargetGroupInput{
		Name: aws.String("shop"), Protocol: elbtypes.ProtocolEnumHttp, Port: aws.Int32(80), VpcId: vpc,
	})).TargetGroups[0]
	must(client.CreateListener(ctx, &elasticloadbalancingv2.CreateListenerInput{
		LoadBalancerArn: shop.LoadBalancerArn, Protocol: elbtypes.ProtocolEnumHttps, Port: aws.Int32(443), Certificates: []elbtypes.Certificate{{CertificateArn: certificate}},
		SslPolicy: aws.String("ELBSecurityPolicy-TLS13-1-2-2021-06"), DefaultActions: []elbtypes.Action{{Type: elbtypes.ActionTypeEnumForward, TargetGroupArn: group.TargetGroupArn}},
	}))
}

func makeOrganization(ctx context.Context, c aws.Config) {
	must(organizations.NewFromConfig(c).CreateOrganization(ctx, &organizations.CreateOrganizationInput{FeatureSet: organizationstypes.OrganizationFeatureSetAll}))
}

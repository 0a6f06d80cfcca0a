package main

// service says what AWS answers for and what the user does, in our own words.
type service struct {
	id, name string
	types    []string // how Terraform's types begin, after aws_
	kinds    []string // the model's kinds, or all of one of its services
	aws      string
	user     string
}

// services are those that are known; AWS's shared responsibility model is the
// source of the division (AWS documentation, 2026-11).
var services = []service{
	{"access-analyzer", "IAM Access Analyzer", []string{"accessanalyzer"}, []string{"accessanalyzer"}, "the analysis itself", "creating analyzers, and acting on findings"},
	{"acm", "Certificate Manager", []string{"acm"}, []string{"acm"}, "keys of public certificates, and their renewal", "which names are certified, validation and where certificates are used"},
	{"api-gateway", "API Gateway", []string{"api_gateway", "apigatewayv2"}, nil, "the endpoints and their capacity", "authorisers, access logs, throttling and TLS versions"},
	{"athena", "Athena", []string{"athena"}, nil, "running the queries", "who may query, encryption of results"},
	{"artifact", "Artifact", nil, []string{"artifact"}, "its own audit reports", "reading the reports and answering what they ask of you"},
	{"audit-manager", "Audit Manager", []string{"auditmanager"}, []string{"auditmanager"}, "collecting evidence", "frameworks, reviews and conclusions"},
	{"autoscaling", "Auto Scaling", []string{"autoscaling", "launch", "appautoscaling"}, nil, "starting and stopping what it is told to", "images, limits and launch settings"},
	{"backup", "Backup", []string{"backup"}, []string{"backup"}, "durable storage of recovery points", "what is backed up, for how long, and restore tests"},
	{"cloudfront", "CloudFront", []string{"cloudfront"}, []string{"cloudfront"}, "the edge locations", "viewer TLS, origins and access logs"},
	{"cloudtrail", "CloudTrail", []string{"cloudtrail"}, []string{"cloudtrail"}, "recording what the API was asked", "trails, what they record, and keeping and reading the logs"},
	{"cloudwatch", "CloudWatch", []string{"cloudwatch"}, []string{"cloudwatch", "logs"}, "taking in metrics and logs", "alarms, filters, retention and who answers"},
	{"codebuild", "CodeBuild and CodePipeline", []string{"codebuild", "codepipeline", "codedeploy"}, nil, "the build machines", "who may build, secrets in builds, approvals"},
	{"cognito", "Cognito", []string{"cognito"}, nil, "the sign-in service", "password rules, MFA and who may sign up"},
	{"config", "Config", []string{"config"}, []string{"config"}, "recording configuration", "recorders, channels, rules and acting on what they find"},
	{"dynamodb", "DynamoDB", []string{"dynamodb", "dax"}, []string{"data.stores"}, "hardware, replication and encryption at rest", "access, keys, backups and deletion protection"},
	{"ebs", "EBS", []string{"ebs", "volume", "snapshot"}, []string{"ec2.volumes", "ec2.snapshots"}, "the disks and their disposal", "encryption, snapshots and who they are shared with"},
	{"ec2", "EC2", []string{"instance", "ami", "key_pair", "eip", "ec2", "placement", "spot"}, []string{"ec2.instances"}, "hosts, hypervisor and data centres", "the operating system, patches, software and access"},
	{"ecr", "ECR", []string{"ecr"}, nil, "storing images", "what is in images, scans and who may pull"},
	{"ecs", "ECS", []string{"ecs"}, nil, "the control plane, and hosts with Fargate", "images, task roles, secrets and networks"},
	{"efs", "EFS", []string{"efs"}, []string{"data.stores"}, "durable storage", "encryption, mount access and backups"},
	{"eks", "EKS", []string{"eks"}, nil, "the Kubernetes control plane", "nodes, workloads, Kubernetes access and upgrades"},
	{"elasticache", "ElastiCache", []string{"elasticache"}, nil, "hosts and their patches", "encryption, access and networks"},
	{"elb", "Elastic Load Balancing", []string{"lb", "alb", "elb"}, []string{"elasticloadbalancing"}, "capacity and health of the balancers", "listeners, TLS policies, certificates and logs"},
	{"eventbridge", "EventBridge", []string{"cloudwatch_event", "scheduler"}, []string{"events", "eventbridge"}, "delivering events", "rules, targets and who may send"},
	{"guardduty", "GuardDuty", []string{"guardduty"}, []string{"guardduty"}, "detection and its rules", "switching it on everywhere, and acting on findings"},
	{"iam", "IAM", []string{"iam"}, []string{"iam"}, "checking each call against policies", "users, roles, policies, MFA and reviews of access"},
	{"identity-center", "IAM Identity Center", []string{"ssoadmin", "identitystore"}, []string{"sso"}, "the sign-in service", "permission sets, assignments and the identity source"},
	{"inspector", "Inspector", []string{"inspector", "inspector2"}, nil, "scanning and the database of weaknesses", "switching it on, and fixing what it finds"},
	{"kinesis", "Kinesis", []string{"kinesis"}, nil, "capacity and durability of streams", "encryption, producers, consumers and retention"},
	{"kms", "KMS", []string{"kms"}, []string{"kms"}, "hardware that keys do not leave", "key policies, rotation and deletion"},
	{"lambda", "Lambda", []string{"lambda"}, nil, "hosts, runtimes and isolation", "code, permissions, secrets and runtime versions"},
	{"macie", "Macie", []string{"macie2"}, nil, "finding sensitive data", "what is looked through, and acting on findings"},
	{"network-firewall", "Network Firewall and WAF", []string{"networkfirewall", "wafv2", "waf", "shield"}, nil, "inspecting traffic", "rules, and what they are attached to"},
	{"opensearch", "OpenSearch", []string{"opensearch", "elasticsearch"}, nil, "hosts and their patches", "access policies, encryption and networks"},
	{"organizations", "Organizations", []string{"organizations"}, []string{"organizations", "account"}, "enforcing its policies", "accounts, policies and what they are attached to"},
	{"rds", "RDS and Aurora", []string{"db", "rds"}, []string{"rds"}, "hosts, database software and backups that are asked for", "encryption, networks, users, parameters and retention"},
	{"redshift", "Redshift", []string{"redshift"}, []string{"data.stores"}, "hosts and database software", "encryption, networks, users and snapshots"},
	{"route53", "Route 53", []string{"route53"}, nil, "answering DNS queries", "records, zones and who may change them"},
	{"s3", "S3", []string{"s3"}, []string{"s3"}, "durable storage and its disposal", "access, encryption, versions and retention"},
	{"secrets-manager", "Secrets Manager", []string{"secretsmanager"}, nil, "encrypted storage of secrets", "what is kept there, rotation and access"},
	{"security-hub", "Security Hub", []string{"securityhub"}, []string{"securityhub"}, "running its checks", "standards, and acting on findings"},
	{"sns", "SNS", []string{"sns"}, []string{"sns"}, "delivering messages", "subscribers, access and encryption"},
	{"sqs", "SQS", []string{"sqs"}, nil, "keeping messages until they are read", "access, encryption and retention"},
	{"step-functions", "Step Functions", []string{"sfn"}, nil, "running the steps", "what the steps do, and their logs"},
	{"systems-manager", "Systems Manager", []string{"ssm"}, []string{"ssm"}, "the service and its patch catalogues", "baselines, windows, sessions and parameters"},
	{"vpc", "VPC", []string{"vpc", "subnet", "security_group", "network_acl", "network_interface", "route", "internet_gateway", "nat_gateway", "flow_log", "default", "egress", "customer_gateway", "vpn", "dx", "ec2_managed_prefix_list", "ec2_transit_gateway", "main_route"}, []string{"ec2.vpcs", "ec2.subnets", "ec2.security_groups", "ec2.network_acls", "ec2.flow_logs", "ec2.network_interfaces", "ec2.route_tables"}, "keeping networks apart", "addresses, routes, security groups, ACLs and flow logs"},
}

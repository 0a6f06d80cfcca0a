package plan

import "github.com/soc2gate/soc2gate/account"

// What these types do to routes and attachments is read of the live account
// only. A plan that changes them leaves open who can be reached.
var (
	_ = understand(all(unsettles(account.RouteTables.Kind),
		"aws_main_route_table_association", "aws_vpn_gateway_route_propagation"))
	_ = understand(all(unsettles(account.NetworkInterfaces.Kind),
		"aws_lb", "aws_alb", "aws_elb", "aws_lambda_function", "aws_ecs_service", "aws_eks_cluster", "aws_eks_node_group",
		"aws_network_interface_sg_attachment", "aws_vpc_endpoint", "aws_vpc_endpoint_security_group_association",
		"aws_efs_mount_target", "aws_rds_cluster", "aws_redshift_cluster", "aws_elasticache_cluster",
		"aws_elasticache_replication_group", "aws_opensearch_domain", "aws_msk_cluster", "aws_mq_broker",
		"aws_launch_template", "aws_autoscaling_group", "aws_spot_instance_request", "aws_docdb_cluster", "aws_neptune_cluster"))
)

func all(a adapter, types ...string) map[string]adapter {
	same := make(map[string]adapter, len(types))
	for _, typ := range types {
		same[typ] = a
	}
	return same
}

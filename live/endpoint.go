package live

import "strings"

// domains are those under which AWS answers, in all partitions (botocore's
// partitions, 2026-11).
var domains = []string{
	"amazonaws.com", "api.aws", "on.aws",
	"amazonaws.com.cn", "api.amazonwebservices.com.cn",
	"amazonaws.eu", "api.amazonwebservices.eu",
	"c2s.ic.gov", "api.aws.ic.gov", "sc2s.sgov.gov", "api.aws.scloud", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "csp.hci.ic.gov", "api.aws.hci.ic.gov",
}

// ofAWS tells whether a host is under one of AWS's domains.
func ofAWS(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for _, domain := range domains {
		if strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// customEndpointVariables begin the names of the environment variables that
// send calls elsewhere.
const customEndpointVariables = "AWS_ENDPOINT_URL"

// EndpointVariables returns the names of the environment variables that would
// send calls elsewhere than to AWS.
func EndpointVariables(environ []string) []string {
	var found []string
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		if value != "" && (name == customEndpointVariables || strings.HasPrefix(name, customEndpointVariables+"_")) {
			found = append(found, name)
		}
	}
	return found
}

// partition is the part of AWS that an ARN is in.
func partition(arn string) string {
	parts := strings.SplitN(arn, ":", 3)
	if len(parts) < 3 || parts[0] != "arn" {
		return "aws"
	}
	return parts[1]
}

// homes are the regions in which services without regions are asked, by
// partition (AWS documentation, 2026-11).
var homes = map[string]string{"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1", "aws-eusc": "eusc-de-east-1"}

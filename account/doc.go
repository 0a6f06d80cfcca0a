// Package account is the vocabulary in which soc2gate judges: an AWS account
// at one moment, where every attribute is known or unknown with a cause, and
// every truth carries the facts that decided it.
//
// Attributes are named as AWS names them, because those are the words of an
// auditor's request. Terraform's names appear only in package plan.
package account

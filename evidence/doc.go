// Package evidence reads the records that people and pipelines sign, which say
// what no API of AWS does: who read a report, who went through the access, who
// approved a change. A record is a thing of the account for the rules.
package evidence

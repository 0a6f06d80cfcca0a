// Package planfile reads what "terraform plan -out" writes: a zip with the
// changes, both states, the lock file and the sources of every module. It runs
// no Terraform and opens no path that the file names.
//
// The file is taken for hostile. Terraform and OpenTofu write it with Go's
// archive/zip and nothing else, so exactly the layout of that writer is
// accepted: whatever another reader might see differently is refused.
//
// The format is internal to Terraform. What is said of it here was read in
// planfile.proto, planfile and configload of Terraform 883c722 (1.17-dev) and
// OpenTofu f831fa1 (1.13-dev), and in go-cty 1.19, in November 2026, and
// compared with plans of Terraform 1.11.4.
package planfile

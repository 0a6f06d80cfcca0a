package main

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
)

// planOf identifies the plan in a result.
func planOf(p *plan.Plan, secrets report.Secrets) report.Plan {
	r := report.Plan{
		Binding: string(p.Binding()), Digest: p.Digest, JSONDigest: p.Digest,
		FormatVersion: p.FormatVersion, TerraformVersion: p.TerraformVersion, Timestamp: p.Timestamp,
		Changes: p.Counts(), FailedChecks: secrets.HideAll(p.FailedChecks()), Warnings: secrets.HideAll(p.Warnings()),
	}
	if p.File != nil {
		r.Digest, r.File = p.File.Digest, fileOf(p.File)
	}
	return r
}

// fileOf says what only the plan file has. Of the sources it has the digests.
func fileOf(f *plan.File) *report.PlanFile {
	switch {
	case f.Sealed != "":
		return &report.PlanFile{Sealed: f.Sealed}
	case f.UnknownVersion:
		return &report.PlanFile{Sealed: "of a format that this version does not know"}
	}
	r := &report.PlanFile{
		Mode: string(f.Mode), Targets: f.Targets, Excludes: f.Excludes, Replaces: f.Replaces,
		Backend: f.Backend.Type, Workspace: f.Backend.Workspace, Lineage: f.Prior.Lineage, Serial: f.Prior.Serial,
	}
	if f.LockFile != nil {
		sum := sha256.Sum256(f.LockFile)
		r.LockFile = "sha256:" + hex.EncodeToString(sum[:])
	}
	for _, m := range f.Modules {
		files := map[string]string{}
		for _, file := range m.Files {
			files[file.Name] = "sha256:" + hex.EncodeToString(file.SHA256[:])
		}
		r.Modules = append(r.Modules, report.PlanModule{Key: m.Key, Source: m.Source, Version: m.Version, Files: files})
	}
	return r
}

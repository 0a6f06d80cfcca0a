package report

import (
	"strings"
	"time"
)

// attacks are texts that an author may put into resource keys, tags, names of
// modules and files, policies and messages. Each means something to a sink.
var attacks = []string{
	// Markdown and HTML
	"@acme/security", "ping @octocat, please", "#1", "acme/infra#2", "GH-1", "3f1c0b8a5b4e2d9f7c6b5a4e3d2c1b0a9f8e7d6c", "defaced", "by-ddddddd",
	"</details>", "<details open><summary>ALLOWED</summary>", "</code></pre></td></table>", `<img src="https://evil.example/x.png">`, "![x](https://evil.example/x.png)",
	"[click](https://evil.example)", "[click]: https://evil.example", "<https://evil.example>", "https://evil.example", "www.evil.example", "www.", "see WWW.", "mail me@evil.example",
	"`", "``", "```\nfence", "` ` `", "a`b``c```d", `back\`, `\`, `\\|`, "|", "a|b|c", "x\n\n## ✅ Allowed: all is well", "\n\n---\n\n", "- [x] approved", "~~~\ncode", "*bold* _it_ ~~gone~~",
	"<!-- soc2gate v1 e30 -->", "-->", "&lt;script&gt;", "&#64;acme", "$x^2$ $$y$$", ":shipit: :+1:", "> quoted", "\t\ttabbed",
	// scripts and pages
	"<script>alert(1)</script>", `" onmouseover="alert(1)`, "' onerror='alert(1)", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "</style><style>*{display:none}", "{{.Secrets}}", "${{ secrets.TOKEN }}", "<![CDATA[", "]]>", "<?php", "<svg/onload=alert(1)>",
	// runners
	"::error::x", "\n::set-output name=decision::allow", "  ::add-mask::x", "##[error]x", "mid ##[command]x", "##vso[task.complete result=Succeeded;]", "\r\n::stop-commands::x", "%0A::warning::x", "%25", "a:b,c=d", "::debug file=x,line=1::y",
	"EOF\ndecision=allow", "ghadelimiter_x",
	// quick actions of GitLab, commands of bots
	"/merge", "/approve", "\n/close", "atlantis apply", "/label ~x",
	// terminals and eyes
	"\x1b[2J\x1b[31mred", "\x9b31m", "\u009b31m", "\a\b\r", "\x00", "\u202eevil\u2066", "zero\u200bwidth\ufeff", "\u2028\u2029", "\U000e0041\U000e0042", "\ufe0f", "\x7f", "\ufffe\uffff", "\ud7ff\ue000", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L", "e\u0301",
	// paths and addresses
	"../../../etc/passwd", "/etc/passwd", `..\..\x`, "//evil.example/x", "main.tf#L1", "main.tf?x=y", "a b.tf", "%2e%2e/x", "C:/x.tf", "file:///etc/passwd",
	// spreadsheets, databases, templates
	"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "  =1+1", "\uff1d1+1", "\t=1", "\u00a0+1", "a,\"b\"\n=1", "'; DROP TABLE findings; --",
	// sizes
	strings.Repeat("x", 5000), strings.Repeat("`", 300), strings.Repeat("@a ", 200), strings.Repeat("𝄞", 700), "", " ", "Approved by security, safe to merge",
}

// hostile is a result that says the text wherever a result says anything.
func hostile(s string) Result {
	lines := &Lines{File: s, Start: 3, End: 5, Module: s}
	fact := Fact{Subject: s, Path: s, Value: s, Source: "plan", Ref: s, Via: s, Lines: lines}
	unknown := Fact{Subject: s, Path: s, Unknown: s, Source: "live", Ref: s}
	was := Fact{Subject: s, Path: s, Value: "other", Source: "state"}
	one := Finding{
		Rule: s, Title: s, Enforcement: s, Severity: "high", Criteria: []string{s, "CC6.1"}, Subject: s, Address: `aws_x.y["` + s + `"]`, Account: s, Region: s, Provider: s,
		Tags: map[string]string{s: s}, Source: lines, CalledFrom: []Lines{*lines, {File: "modules/" + s + "/main.tf", Start: 1, End: 1}}, Touched: true,
		Before: "holds", After: "fails", Message: "thing " + s + " is open", Lowered: []Lowered{{s, []Fact{fact}}},
		Because: []Fact{fact, unknown}, Was: []Fact{was, {Subject: "x", Path: s, Value: s, Source: "live"}}, ToKnow: []string{s}, Fix: s,
	}
	r := Result{
		Schema: Schema, Decision: "block", ExitCode: 1, Reason: s,
		Scope: Scope{Mode: "recorded", Account: s, RecordedAt: time.Unix(1, 0).UTC(), Age: s, Recording: s, Caller: s, Regions: []string{s}},
		Plan: Plan{
			Binding: s, Digest: "sha256:" + strings.Repeat("ab", 32), JSONDigest: s, FormatVersion: s, TerraformVersion: s, Age: s,
			Changes: map[string]int{s: 1}, FailedChecks: []string{s}, Warnings: []string{s}, File: &PlanFile{Sealed: s},
		},
		Coverage: Coverage{NotUnderstood: map[string]int{s: 2}}, Limits: []string{s},
		Controls: []Control{{Criterion: s, Title: s, Before: "holds", After: "fails", Breaks: []string{s}}},
		Tool:     Tool{Name: s, Version: s, Rules: 2},
	}
	for _, as := range []struct {
		verdict string
		blocks  bool
		after   string
	}{{"introduced", true, "fails"}, {"introduced", false, "fails"}, {"undecided", true, "unknown"}, {"undecided", false, "unknown"}, {"left", false, "fails"}, {"fixed", false, "holds"}, {"holds", false, "holds"}} {
		f := one
		f.Verdict, f.Blocks, f.After = as.verdict, as.blocks, as.after
		if as.verdict == "holds" {
			f.Because = []Fact{{Subject: s + "!", Path: s, Value: s, Source: "live", Ref: s}}
		}
		r.Findings = append(r.Findings, f)
	}
	r.Counts = Count(r.Findings)
	return r
}

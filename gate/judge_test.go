package gate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// TestWhatHoldsIsCounted compares a judgement that tells all with one that
// only counts what holds.
func TestWhatHoldsIsCounted(t *testing.T) {
	rule := volumes(func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) })
	b := account.NewBuilder()
	from := &account.Origin{Source: account.FromPlan}
	for i := range 10 {
		v := account.Volumes.Add(b, account.Ident{ID: fmt.Sprint(i)}, from)
		v.Encrypted = account.Observed(i%3 > 0, from, "")
	}
	a := b.Build()
	all, few := Judge([]*rules.Rule{rule, rule}, a, a, true), Judge([]*rules.Rule{rule, rule}, a, a, false)
	if len(all.Findings) != 20 || all.Held != 0 || len(few.Findings) != 8 || few.Held != 12 {
		t.Errorf("%d and %d held; %d and %d held", len(all.Findings), all.Held, len(few.Findings), few.Held)
	}
	if d := (Judgement{Held: 1}).Conclude(nil); d.Exit != ExitAllow {
		t.Errorf("something holds and nothing else: %v", d)
	}
}

// TestWhatLeansOutsideIsTold keeps the findings that hold because of a live
// fact about something else.
func TestWhatLeansOutsideIsTold(t *testing.T) {
	live, planned := &account.Origin{Source: account.FromLive}, &account.Origin{Source: account.FromPlan}
	rule := volumes(func(v *account.Volume) account.Bool {
		return v.Encrypted.Is(true).Or(account.Known(v.ID == "leans", account.Fact{Subject: "default", Origin: *live}))
	})
	judged := func(touch bool) Judgement {
		b := account.NewBuilder()
		b.Recorded = b.Recorded.AddDate(1, 0, 0)
		for _, id := range []string{"leans", "by itself"} {
			v := account.Volumes.Add(b, account.Ident{ID: id}, planned)
			v.Encrypted = account.Observed(id == "by itself", live, "")
			if touch {
				account.Touch(v)
			}
		}
		a := b.Build()
		return Judge([]*rules.Rule{rule}, a, a, false)
	}
	if j := judged(true); len(j.Findings) != 1 || j.Findings[0].Subject != "leans" || j.Held != 1 {
		t.Errorf("%+v", j)
	}
	if j := judged(false); len(j.Findings) != 0 || j.Held != 2 {
		t.Errorf("the change has no hand in it: %+v", j)
	}
}

// largeAccount is one in which every rule that looks at things through others
// has much to do: n of each kind, every one named by another.
func largeAccount(n int) *account.Account {
	b := account.NewBuilder()
	from := &account.Origin{Source: account.FromLive}
	text := func(s string, i int) account.Value[string] { return account.Observed(fmt.Sprintf(s, i), from, "") }
	open := &account.Permission{
		Protocol: text("tcp", 0), FromPort: account.Observed(22, from, ""), ToPort: account.Observed(22, from, ""), CIDR: text("0.0.0.0/0", 0),
	}
	admin := account.ReadDocument(`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`, from, "")
	for i := range n {
		id := func(s string) account.Ident { return account.Ident{ID: fmt.Sprintf(s, i), Region: "us-east-1"} }
		account.Keys.Add(b, id("key-%d"), from).State = text("PendingDeletion", 0)
		account.Aliases.Add(b, id("alias/%d"), from).Target = account.LinkTo(text("key-%d", i))
		account.Volumes.Add(b, id("vol-%d"), from).Key = account.LinkTo(text("alias/%d", i))
		account.SecurityGroups.Add(b, id("sg-%d"), from).Ingress = account.ListOf(open)
		account.NetworkInterfaces.Add(b, id("eni-%d"), from).Groups = account.ListOf(&account.Member{Group: account.LinkTo(text("sg-%d", i))})
		account.Policies.Add(b, id("policy-%d"), from).Document = admin
		account.Roles.Add(b, id("role-%d"), from).Attached = account.ListOf(&account.Attachment{Policy: account.LinkTo(text("policy-%d", i))})
		account.VPCs.Add(b, id("vpc-%d"), from)
		account.FlowLogs.Add(b, id("fl-%d"), from).Resource = account.LinkTo(text("vpc-%d", i))
		account.RecoveryPoints.Add(b, id("rp-%d"), from).Resource = account.LinkTo(text("db-%d", i))
		account.DBInstances.Add(b, id("db-%d"), from)
		gone, _ := account.DBInstances.Drop(b, id("db-%d"))
		account.DBInstances.Bury(b, gone)
	}
	account.Volumes.Listed(b)
	return b.Build()
}

// BenchmarkJudge shows that judging grows with the account and no faster: the
// time for each thing is to be about the same in all sizes.
func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{10000, 20000, 40000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a := largeAccount(n)
			for b.Loop() {
				Judge(rules.All(), a, a, false)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/thing")
		})
	}
}

// TestRulesAreJudgedInOrder judges many rules at once: the findings are always
// in the same order.
func TestRulesAreJudgedInOrder(t *testing.T) {
	a := largeAccount(20)
	want := Decide(rules.All(), a, a)
	for range 5 {
		same := slices.EqualFunc(Decide(rules.All(), a, a), want, func(x, y Finding) bool {
			return x.Rule == y.Rule && x.Subject == y.Subject && x.Message == y.Message && slices.Equal(x.Because, y.Because)
		})
		if !same {
			t.Fatal("the findings are not the same as before")
		}
	}
}

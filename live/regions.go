package live

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

// The reasons for which a region is not read.
const (
	NotOptedIn  = "not-opted-in"  // the account cannot have anything there
	NotAskedFor = "not-asked-for" // nobody looked
	NotFound    = "not-found"     // the regions could not be listed: any other may be missing
)

// Regions chooses the regions to be read, those that were asked for or else all
// that the account has, and says of the others why not.
func (s *Session) Regions(asked []string) (read []string, skipped []account.SkippedRegion) {
	r := &reader{ctx: s.ctx, session: s, from: s.party, region: s.home(), to: account.NewBuilder(), by: &collector{
		kinds: []account.Kind{"regions"}, calls: []any{ec2.DescribeRegionsInput{}},
	}}
	everything := true
	list := ask(r, ec2.NewFromConfig(r.config()).DescribeRegions, &ec2.DescribeRegionsInput{AllRegions: &everything})
	if list.failed() {
		if len(asked) == 0 {
			asked = []string{s.party.config.Region}
		}
		return asked, []account.SkippedRegion{{Region: "*", Reason: NotFound + ": " + string(list.cause)}}
	}
	for _, one := range list.out.Regions {
		read, skipped = choose(one, asked, read, skipped)
	}
	for _, region := range asked {
		if !slices.Contains(read, region) {
			read = append(read, region) // whoever asks for it is to hear that it is not there
			skipped = slices.DeleteFunc(skipped, func(s account.SkippedRegion) bool { return s.Region == region })
		}
	}
	slices.Sort(read)
	slices.SortFunc(skipped, func(a, b account.SkippedRegion) int { return strings.Compare(a.Region, b.Region) })
	return read, skipped
}

func choose(one types.Region, asked, read []string, skipped []account.SkippedRegion) ([]string, []account.SkippedRegion) {
	name := text(one.RegionName)
	switch {
	case text(one.OptInStatus) == "not-opted-in":
		return read, append(skipped, account.SkippedRegion{Region: name, Reason: NotOptedIn})
	case len(asked) > 0 && !slices.Contains(asked, name):
		return read, append(skipped, account.SkippedRegion{Region: name, Reason: NotAskedFor})
	}
	return append(read, name), skipped
}

package planfile

// What a plan file may cost. A plan of 100,000 resources stays far below each
// bound; what is above one was made to use up this machine.
const (
	maxFile      = 1 << 30   // bytes of the zip; a plan of 100,000 resources has some 30 MB
	maxMembers   = 65534     // one more and the zip needs its 64-bit form, which is refused
	maxDirectory = 32 << 20  // bytes of the central directory, read at once
	maxName      = 1024      // bytes of a member's name: modules nest, and each adds its own
	maxMember    = 3 << 30   // inflated bytes of one member
	maxInflated  = 6 << 30   // inflated bytes of all members; bounds the time, at about 200 MB/s
	freeInflated = 64 << 20  // inflated bytes of a member for which no ratio is asked
	maxRatio     = 300       // inflated to deflated bytes beyond that; deflate allows 1032
	maxSource    = 8 << 20   // bytes of one source file
	maxSources   = 128 << 20 // bytes of all source files that differ
	maxLock      = 1 << 20   // bytes of the lock file
	maxManifest  = 32 << 20  // bytes of modules.json
	maxToken     = 64 << 20  // bytes of one JSON value in a state: what a provider may send at once
	maxChange    = 64 << 20  // bytes of one resource change, values included
	maxObject    = 16 << 20  // bytes of the attributes of one object in a state; no more is read of the JSON
	maxText      = 64 << 10  // bytes of an address or another short text
	maxKept      = 128 << 20 // bytes of all that a File keeps of its changes, some 500,000
	maxDepth     = 512       // nesting of a value
	maxRefined   = 1024      // bytes of what is known of an unknown; cty's own limit
	maxUnknowns  = 64        // fields nobody knows of that are worth a line
)

// What a kept change and a kept unknown cost beside their text.
const (
	changeCost  = 128
	unknownCost = 64
	stepCost    = 16
)

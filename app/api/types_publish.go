package api

// The types of targets, publishing and releases; types.go says what they are.

// TargetInfo is a place where the site is published.
type TargetInfo struct {
	Name         string `json:"name"`
	Label        string `json:"label"`  // "This computer"
	Driver       string `json:"driver"` // dir, s3
	Local        bool   `json:"local"`  // this computer, with the program's own folder and address: nothing of it can be set
	Folder       string `json:"folder"` // dir: on this computer
	Endpoint     string `json:"endpoint"`
	Bucket       string `json:"bucket"`
	Region       string `json:"region"`
	Prefix       string `json:"prefix"`       // a folder in the bucket
	Style        string `json:"style"`        // where the bucket's name stands in addresses: path, host; empty: found out
	Address      string `json:"address"`      // where visitors see it
	Delivery     string `json:"delivery"`     // edge, website
	Keys         string `json:"keys"`         // where its keys are: keychain, session (in memory until the program closes), profile, environment; empty: it needs none
	Profile      string `json:"profile"`      // keys "profile": its name in the AWS tools' files
	AccessKeyEnv string `json:"accessKeyEnv"` // keys "environment": the variables' names; both empty: those of the AWS tools
	SecretKeyEnv string `json:"secretKeyEnv"`
	Live         string `json:"live"`   // release that visitors see, as last known; empty: never published
	HasKey       bool   `json:"hasKey"` // keys were found where Keys says, as last known
}

// TargetList is the answer of target.list.
type TargetList struct {
	Targets []TargetInfo `json:"targets"`
}

// TargetAddRequest asks target.add for a target. Keys says what becomes of
// AccessKey and SecretKey: "keychain" (also when it is empty) keeps them in the
// system's keychain, "session" in memory until the program closes; they are
// never written anywhere else. With "profile" and "environment" they are
// passed over. Name may be empty: it is made of the label.
type TargetAddRequest struct {
	TargetInfo
	AccessKey string `json:"accessKey"`
	SecretKey string `json:"secretKey"`
}

// TargetUpdateRequest asks target.update to change the target named Target,
// which is tried first. Its name stays. With empty AccessKey and SecretKey it
// keeps the keys that it has; when Keys is another place then, they move there.
type TargetUpdateRequest struct {
	TargetAddRequest
	Target string `json:"target"`
}

// KeyPlaces is the answer of target.keys: where keys can come from on this
// computer. It holds no key.
type KeyPlaces struct {
	Keychain    bool     `json:"keychain"`    // there is one, and it is open
	Profiles    []string `json:"profiles"`    // names of AWS profiles that have keys
	Environment bool     `json:"environment"` // the AWS tools' own variables are set
}

// TargetRequest names a target; empty: the first (target.probe, target.remove,
// publish.plan, publish.releases).
type TargetRequest struct {
	Target string `json:"target"`
}

// ProbeAnswer is what a target can do.
type ProbeAnswer struct {
	Target TargetInfo `json:"target"`
	Switch string     `json:"switch"` // exclusive, numbered, lease
	Notes  []string   `json:"notes"`  // sentences for the person
}

// PlanItem is one change that a publish would bring to visitors.
type PlanItem struct {
	Change string `json:"change"` // new, changed, gone
	What   string `json:"what"`   // page (a person wrote it), list (it follows from pages: tags, further pages of a list), design, picture, file
	Title  string `json:"title"`  // of a page or list; empty: not known
	Path   string `json:"path"`   // on the site
	Source string `json:"source"` // of a picture or file: its path in the site's folder; empty: not known, or gone
}

// PlanCount counts the changes of one kind.
type PlanCount struct {
	New     int `json:"new"`
	Changed int `json:"changed"`
	Gone    int `json:"gone"`
}

// Plan is what a publish would do (publish.plan).
type Plan struct {
	Release     string     `json:"release"`
	Previous    string     `json:"previous"` // live now; empty: the first publish
	First       bool       `json:"first"`    // nothing was published there before: all of it is new
	Nothing     bool       `json:"nothing"`  // visitors see exactly this already: there is nothing to publish
	Finishes    bool       `json:"finishes"` // a publish was cut off there: this one finishes it first
	Words       []string   `json:"words"`    // "2 pages changed, and 20 lists that show them", "1 picture new", "design changed, on all 11 pages"; empty where nothing that people see differs
	Pages       PlanCount  `json:"pages"`    // that a person wrote; those that only show a changed design are not counted
	Lists       PlanCount  `json:"lists"`    // that follow from pages
	Pictures    PlanCount  `json:"pictures"`
	Files       PlanCount  `json:"files"`
	Design      int        `json:"design"`   // on how many pages a change of the design shows; 0: it did not change
	AllPages    int        `json:"allPages"` // of the release
	Items       []PlanItem `json:"items"`    // at most 500: pages, lists, design, pictures, files
	More        int        `json:"more"`     // changes beyond Items
	Uploads     int        `json:"uploads"`  // objects
	Bytes       int64      `json:"bytes"`
	Problems    []Problem  `json:"problems"`
	Foreign     bool       `json:"foreign"` // somebody else published since this site did
	ForeignWho  string     `json:"foreignWho,omitempty"`
	ForeignWhen string     `json:"foreignWhen,omitempty"` // RFC 3339
}

// PublishRequest asks publish.start. Over says that a foreign release may be
// replaced; Resend, that every file is sent again because the storage lost some.
type PublishRequest struct {
	Target string `json:"target"`
	Over   bool   `json:"over"`
	Resend bool   `json:"resend"`
}

// Progress is the state of a publish or of a rollback (event "publish", answer
// of publish.state, publish.start and publish.rollback).
type Progress struct {
	Doing     string   `json:"doing"` // publish, rollback; empty: nothing was done yet
	Target    string   `json:"target"`
	Phase     string   `json:"phase"` // idle building checking uploading switching verifying done cancelled failed
	Step      string   `json:"step"`  // building: "pictures" while Done of Total pictures are made smaller; else empty
	Done      int      `json:"done"`
	Total     int      `json:"total"`
	DoneBytes int64    `json:"doneBytes"`
	AllBytes  int64    `json:"allBytes"`
	Release   string   `json:"release"`
	Address   string   `json:"address"` // done: where visitors see it
	Requests  int      `json:"requests"`
	Problem   *Problem `json:"problem"` // failed and cancelled: what visitors see and what next; done: a warning
}

// ReleaseInfo is one release that a target keeps.
type ReleaseInfo struct {
	ID       string `json:"id"`
	Name     string `json:"name"`     // tells it from the others: "21 November 2026, 14:42", with seconds where two share a minute
	At       string `json:"at"`       // RFC 3339: when it was first published there
	Who      string `json:"who"`      // who published it, for people; empty: not known
	Mine     bool   `json:"mine"`     // this computer published it
	Live     bool   `json:"live"`     // visitors see it now
	Previous bool   `json:"previous"` // a rollback without a name goes here
	Back     bool   `json:"back"`     // it can be gone back to
	Pages    int    `json:"pages"`
	Files    int    `json:"files"`
	Bytes    int64  `json:"bytes"`
	Note     string `json:"note"` // what was new in it, in words: "3 pages changed"
}

// ReleaseList is the answer of publish.releases, newest first.
type ReleaseList struct {
	Releases []ReleaseInfo `json:"releases"`
}

// RollbackRequest asks publish.rollback; an empty To means the previous one.
type RollbackRequest struct {
	Target string `json:"target"`
	To     string `json:"to"`
}

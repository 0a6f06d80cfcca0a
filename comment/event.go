package comment

// event is what matters of the events that are about a pull request: those of
// the request itself, a comment on it, and the end of another workflow.
type event struct {
	PullRequest *struct {
		Number int    `json:"number"`
		Head   commit `json:"head"`
	} `json:"pull_request"`
	Issue *struct {
		Number int       `json:"number"`
		Pull   *struct{} `json:"pull_request"`
	} `json:"issue"`
	Run *struct {
		HeadSHA        string `json:"head_sha"`
		HeadBranch     string `json:"head_branch"`
		HTMLURL        string `json:"html_url"`
		HeadRepository *struct {
			Owner struct {
				Login string `json:"login"`
			} `json:"owner"`
		} `json:"head_repository"`
		PullRequests []struct {
			Number int    `json:"number"`
			Head   commit `json:"head"`
		} `json:"pull_requests"`
	} `json:"workflow_run"`
}

type commit struct {
	SHA string `json:"sha"`
}

// tell fills in what the event says. The commit of a workflow_run is the head of
// the run before, whose result is shown; GitHub lists no pull request of a fork
// there, so that the branch has to do (GitHub documentation, "Events that
// trigger workflows", 2026-11).
func (e event) tell(p *Place) {
	switch {
	case e.PullRequest != nil:
		p.Number, p.Commit = e.PullRequest.Number, e.PullRequest.Head.SHA
	case e.Issue != nil && e.Issue.Pull != nil:
		p.Number = e.Issue.Number
	case e.Run != nil:
		p.Commit = e.Run.HeadSHA
		if e.Run.HTMLURL != "" {
			p.Whole = e.Run.HTMLURL
		}
		if e.Run.HeadRepository != nil && e.Run.HeadRepository.Owner.Login != "" && e.Run.HeadBranch != "" {
			p.Branch = e.Run.HeadRepository.Owner.Login + ":" + e.Run.HeadBranch
		}
		if len(e.Run.PullRequests) == 1 {
			p.Number = e.Run.PullRequests[0].Number
		}
	}
}

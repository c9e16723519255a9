package block

import (
	"net/url"
	"strings"
)

// video knows the addresses of videos: what the provider is called, the video's
// id there, and the address of a player that asks for as little of visitors as
// the provider allows. nil: it is no such address.
func video(address string) map[string]any {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil {
		return nil
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Host), "www."), "m.")
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	last := parts[len(parts)-1]
	switch {
	case host == "youtu.be":
		return player("YouTube", last, "https://www.youtube-nocookie.com/embed/"+last)
	case host == "youtube.com" || host == "youtube-nocookie.com":
		if parts[0] == "watch" {
			last = u.Query().Get("v")
		} else if len(parts) < 2 {
			return nil
		}
		return player("YouTube", last, "https://www.youtube-nocookie.com/embed/"+last)
	case host == "vimeo.com" || host == "player.vimeo.com":
		return player("Vimeo", last, "https://player.vimeo.com/video/"+last+"?dnt=1")
	case peerTube(parts):
		return player("PeerTube", last, "https://"+u.Host+"/videos/embed/"+last)
	}
	return nil
}

// peerTube knows /w/<id> and /videos/watch/<id>, which any PeerTube has.
func peerTube(parts []string) bool {
	return len(parts) == 2 && parts[0] == "w" && len(parts[1]) >= 20 ||
		len(parts) == 3 && parts[0] == "videos" && (parts[1] == "watch" || parts[1] == "embed")
}

func player(provider, id, src string) map[string]any {
	for i := range len(id) {
		if c := id[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_' {
			return nil
		}
	}
	if id == "" {
		return nil
	}
	return map[string]any{"Provider": provider, "ID": id, "Title": provider, "Src": src}
}

package edit

// do works out one op on the draft.
func (d *draft) do(op Op) error {
	switch op.Op {
	case "replace":
		return d.replace(op)
	case "insert":
		return d.insert(op)
	case "delete":
		return d.remove(op)
	case "move":
		return d.moveBlock(op)
	case "duplicate":
		return d.duplicate(op)
	case "text":
		return d.text(op)
	case "transform":
		return d.transform(op)
	case "attr":
		return d.attr(op)
	case "frontmatter":
		return d.frontmatter(op)
	case "page":
		return d.newPage(op)
	case "trash":
		return d.trash(op)
	case "rename":
		return d.rename(op)
	case "media":
		return d.media(op)
	case "media-alt":
		return d.mediaAlt(op)
	case "media-rename":
		return d.mediaRename(op)
	case "setting":
		return d.setting(op)
	case "menu":
		return d.menu(op)
	}
	return fail("edit-op-unknown", "", nil, "op", op.Op)
}

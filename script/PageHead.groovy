import org.apache.ofbiz.base.util.StringUtil

// Without this a phone draws the page 980 pixels wide. The header of each theme of the host writes what is in this list.
Map settings = (Map) context.layoutSettings
settings.VT_EXTRA_HEAD = (settings.VT_EXTRA_HEAD ?: []) +
    StringUtil.wrapString('<meta name="viewport" content="width=device-width, initial-scale=1"/>')

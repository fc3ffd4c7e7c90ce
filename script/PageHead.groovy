import org.apache.ofbiz.base.util.StringUtil

// Without the first a phone draws the page 980 pixels wide, and without the second the theme FLAT_GREY keeps it at 780, in
// letters of 10. The header of each theme of the host writes what is in this list.
Map settings = (Map) context.layoutSettings
settings.VT_EXTRA_HEAD = (settings.VT_EXTRA_HEAD ?: []) + [
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    '<style>@media (max-width:48em){body{min-width:0;font-size:87.5%}#main-navigation{height:auto}' +
        '.basic-table input,.basic-table select{max-width:55vw}}</style>',
].collect { StringUtil.wrapString(it) }

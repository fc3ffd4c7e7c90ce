package org.paylink.ofbiz;

/** What nobody should type, in the browser and without the help of scripts. */
final class NonsenseWalk {
  private final StaffPage page;

  NonsenseWalk(Desk user) {
    this.page = new StaffPage(user);
  }

  void typesNonsense() {
    page.open("links", "&status=nonsense&from=yesterday&to=2026-01-01&organization=%00%22");
    Report.check(page.isRefused(), "a nonsense filter is told at its field");
    page.says("Payment links").picture("links-nonsense");
    page.type("text", "<b>&\"'").press("Find");
    page.says("No link matches");
    Report.check("<b>&\"'".equals(page.value("text")), "the words are kept");
    Report.said("a filter of nonsense is told at its field; < can be searched for");
    // As a browser without scripts sends it: the host refuses it before we are asked, unless it is
    // an older one.
    page.open("links", "&text=%3Cb%3E")
        .says(WalkDocument.OLDER_HOST ? "No link matches" : "accepts the character < only")
        .picture("links-refused");
    Report.check("<b>".equals(page.value("text")), "what was typed is kept");
    Report.said(
        WalkDocument.OLDER_HOST
            ? "the host lets < through, and the list takes it as words"
            : "what the host refuses is told in a sentence, on the page it was typed on");
  }
}

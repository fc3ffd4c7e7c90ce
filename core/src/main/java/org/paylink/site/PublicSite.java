package org.paylink.site;

/** The public pages and webhooks, as a function. Safe for concurrent use. */
public interface PublicSite {

  /** Answers a request. Refusals are answers as well; what it throws is a defect. */
  WebResponse handle(WebRequest request);

  /** The longest body it takes, in bytes; hosts refuse a longer one with 413 without asking. */
  int maxBodyBytes();
}

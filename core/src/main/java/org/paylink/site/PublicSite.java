package org.paylink.site;

/** The public pages and webhooks, as a function. Safe for concurrent use. */
public interface PublicSite {

  /** Answers a request. Refusals are answers as well; what it throws is a defect. */
  WebResponse handle(WebRequest request);

  /**
   * The longest body it takes at a path, in bytes; hosts don't read on after it and answer what
   * {@link #tooLarge} says.
   *
   * @param path as in {@link WebRequest}
   */
  int maxBodyBytes(String path);

  /**
   * Answers a request whose body is longer than that.
   *
   * @param request the request without its form and body
   */
  WebResponse tooLarge(WebRequest request);
}

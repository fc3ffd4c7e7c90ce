package org.paylink.desk;

import java.util.Optional;
import org.paylink.page.DeskNotice;

/** What a host does with the desk's answer. */
public sealed interface DeskResult {

  /**
   * A page to be placed in the host's own.
   *
   * @param status the HTTP status
   * @param title its title, as text
   * @param html its content, to be placed as it is
   */
  record Html(int status, String title, String html) implements DeskResult {}

  /**
   * The browser is sent on with a GET.
   *
   * @param notice what the host keeps until the next page of the desk is shown to this user
   */
  record SeeOther(String address, Optional<DeskNotice> notice) implements DeskResult {}

  /** A file to be stored by the browser. */
  record Download(String fileName, String contentType, byte[] content) implements DeskResult {}
}

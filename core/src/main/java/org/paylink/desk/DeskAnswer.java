package org.paylink.desk;

import java.util.Map;
import java.util.Optional;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskView;

/** What a page of the desk answers. */
public sealed interface DeskAnswer {

  /** The page itself. */
  record Show(DeskView view) implements DeskAnswer {}

  /**
   * On to another page of the desk, so that reloading it repeats nothing.
   *
   * @param notice what happened, said there once
   */
  record GoTo(String page, Map<String, String> parameters, Optional<DeskNotice> notice)
      implements DeskAnswer {}

  /** Away from the desk: to a gateway's page, or to a page of the host. */
  record Leave(String address) implements DeskAnswer {}

  /**
   * A file.
   *
   * @param fileName what it is called, of {@code A-Za-z0-9_.-}
   */
  record Download(String fileName, String contentType, byte[] content) implements DeskAnswer {
    /** Checks the name, which hosts write into a header. */
    public Download {
      if (!fileName.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")) {
        throw new IllegalArgumentException("not the name of a file to be downloaded");
      }
    }
  }

  /** The page itself. */
  static DeskAnswer show(DeskView view) {
    return new Show(view);
  }

  /** On to a page, with good news. */
  static DeskAnswer done(
      String page, Map<String, String> parameters, String labelKey, Map<String, String> facts) {
    return new GoTo(page, parameters, Optional.of(DeskNotice.good(labelKey, facts)));
  }
}

package org.paylink.web;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the public side when it is first needed and keeps it. After a failure it waits a little
 * before it tries again, so that a broken script isn't compiled for every request.
 */
final class PublicStart {
  static final String CLASS_NAME = "org.paylink.ofbiz.OfbizPublicSide";
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(PublicStart.class);

  private final Path scriptRoot;
  private final String delegatorName;
  private final String dispatcherName;
  private final LongSupplier millis;
  private PublicSide started;
  private RuntimeException failure;
  private long failedAtMillis;

  /**
   * Nothing happens yet.
   *
   * @param millis a clock that only goes forward
   */
  PublicStart(Path scriptRoot, String delegatorName, String dispatcherName, LongSupplier millis) {
    this.scriptRoot = scriptRoot;
    this.delegatorName = delegatorName;
    this.dispatcherName = dispatcherName;
    this.millis = millis;
  }

  /**
   * The public side.
   *
   * @throws RuntimeException why it can't be started; already logged
   */
  synchronized PublicSide get() {
    if (started != null) {
      return started;
    }
    if (failure != null && millis.getAsLong() - failedAtMillis < PAUSE_AFTER_FAILURE_MILLIS) {
      throw failure;
    }
    try {
      started =
          HostScripts.at(scriptRoot)
              .create(CLASS_NAME, PublicSide.class, delegatorName, dispatcherName);
      return started;
    } catch (RuntimeException e) {
      LOG.error("The public pages of Paylink can't start: {}", e.getMessage(), e);
      failure = e;
      failedAtMillis = millis.getAsLong();
      throw e;
    }
  }
}

package org.paylink.web;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes what our code logs to the host's own log. */
final class HostLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final transient org.apache.logging.log4j.Logger log;

  HostLogger(String name) {
    this.name = name;
    this.log = LogManager.getLogger(name);
  }

  @Override
  public boolean isTraceEnabled() {
    return log.isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isEnabled(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  /** The message is put together here: the host's library could read its text as a pattern. */
  @Override
  protected void handleNormalizedLoggingCall(
      org.slf4j.event.Level level,
      Marker marker,
      String message,
      Object[] arguments,
      Throwable failure) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    log.log(Level.valueOf(level.name()), (Object) text, failure);
  }
}

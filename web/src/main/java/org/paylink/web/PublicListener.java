package org.paylink.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the node's background work with the public webapp and stops it with the webapp.
 *
 * <p>Needs the context parameters {@code entityDelegatorName} and {@code localDispatcherName}, the
 * same names as the host's own webapps use.
 */
public final class PublicListener implements ServletContextListener {
  private static final String START = PublicStart.class.getName();
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(PublicListener.class);

  private Sweeper sweeper;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    PublicStart start =
        new PublicStart(
            scriptRoot(context),
            parameter(context, "entityDelegatorName"),
            parameter(context, "localDispatcherName"),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    context.setAttribute(START, start);
    sweeper = new Sweeper(() -> start.get().sweep(), PAUSE);
    sweeper.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (sweeper != null && !sweeper.stop(PATIENCE)) {
      LOG.warn("Background work did not end within {} s; it goes on at the next start", PATIENCE);
    }
  }

  /** What the listener keeps for the servlet of the same webapp. */
  static PublicStart startOf(ServletContext context) {
    Object start = context.getAttribute(START);
    if (start == null) {
      throw new IllegalStateException("web.xml must name " + PublicListener.class.getName());
    }
    return (PublicStart) start;
  }

  /** The webapp's folder lies two below the component's, where {@code script} lies. */
  private static Path scriptRoot(ServletContext context) {
    String webapp = context.getRealPath("/");
    if (webapp == null) {
      throw new IllegalStateException("the webapp must be a folder, not a packed archive");
    }
    return Path.of(webapp).resolve("../../script").normalize();
  }

  private static String parameter(ServletContext context, String name) {
    String value = context.getInitParameter(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("web.xml must set the context parameter " + name);
    }
    return value;
  }
}

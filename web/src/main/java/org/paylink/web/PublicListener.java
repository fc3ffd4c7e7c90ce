package org.paylink.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Starts the node's background work with the public webapp and stops it with the webapp.
 *
 * <p>Needs the context parameters {@code entityDelegatorName} and {@code localDispatcherName}, the
 * same names as the host's own webapps use.
 */
public final class PublicListener implements ServletContextListener {
  static final String PUBLIC_SIDE = "org.paylink.ofbiz.OfbizPublicSide";
  private static final String START = PublicStart.class.getName();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Path scripts = scriptRoot(context);
    String delegatorName = parameter(context, "entityDelegatorName");
    String dispatcherName = parameter(context, "localDispatcherName");
    PublicStart start =
        new PublicStart(
            () ->
                HostScripts.at(scripts)
                    .create(PUBLIC_SIDE, PublicSide.class, delegatorName, dispatcherName),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    context.setAttribute(START, start);
    start.inBackground();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (event.getServletContext().getAttribute(START) instanceof PublicStart start) {
      start.stop();
    }
  }

  /** What the listener keeps for the servlet of the same webapp. */
  static PublicStart startOf(ServletContext context) {
    if (context.getAttribute(START) instanceof PublicStart start) {
      return start;
    }
    throw new IllegalStateException("web.xml must name " + PublicListener.class.getName());
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

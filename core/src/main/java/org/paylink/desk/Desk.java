package org.paylink.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.paylink.host.Permission;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskView;
import org.paylink.page.Pages;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staff's pages as functions from requests to answers, the same on every host. A host brings
 * the frame around them, who the user is, its addresses and its protection against forged forms.
 */
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]*");

  private final Map<String, DeskPage> pages = new TreeMap<>();
  private final Pages renderer;

  /**
   * A desk of these pages.
   *
   * @throws IllegalArgumentException when two have one name, or a name is none for an address
   */
  public Desk(List<DeskPage> pages, Pages renderer) {
    for (DeskPage page : pages) {
      if (!NAME.matcher(page.name()).matches() || this.pages.put(page.name(), page) != null) {
        throw new IllegalArgumentException("a page named " + page.name());
      }
    }
    this.renderer = renderer;
  }

  /** The names of all pages, with what a user needs to see each. */
  public Map<String, Permission> permissions() {
    Map<String, Permission> all = new TreeMap<>();
    pages.forEach((name, page) -> all.put(name, page.permission()));
    return all;
  }

  /**
   * Shows a page.
   *
   * @param name as it stood in the address; may be anything
   * @param notice what just happened
   */
  public DeskResult show(String name, DeskRequest request, Optional<DeskNotice> notice) {
    try {
      DeskPage page = page(name);
      request.actor().require(page.permission());
      return result(page.show(request), request, notice, 200);
    } catch (RuntimeException e) {
      return refused(known(name, e), request);
    }
  }

  /** Does what a form asks. The host has checked that the form is its own. */
  public DeskResult act(String name, DeskRequest request) {
    try {
      DeskPage page = page(name);
      request.actor().require(page.permission());
      return result(page.act(request), request, Optional.empty(), 200);
    } catch (RuntimeException e) {
      return again(name, known(name, e), request);
    }
  }

  /** Shows the page of a form that the host itself refused. */
  public DeskResult again(String name, PaylinkException why, DeskRequest request) {
    try {
      DeskPage page = page(name);
      request.actor().require(page.permission());
      DeskRequest refused = request.refused(why);
      return result(page.show(refused), refused, Optional.empty(), status(why.problem()));
    } catch (RuntimeException e) {
      // The page can't be shown either: what was wrong with the form is still what is to be said.
      return refused(why, request);
    }
  }

  private DeskPage page(String name) {
    DeskPage page = pages.get(name);
    if (page == null) {
      throw new PaylinkException(Problem.PAGE_UNKNOWN);
    }
    return page;
  }

  private DeskResult result(
      DeskAnswer answer, DeskRequest request, Optional<DeskNotice> notice, int status) {
    if (answer instanceof DeskAnswer.Show show) {
      return html(show.view().saying(request.refusal(), notice), request, status);
    }
    if (answer instanceof DeskAnswer.GoTo to) {
      return new DeskResult.SeeOther(
          request.places().page(to.page(), to.parameters()), to.notice());
    }
    if (answer instanceof DeskAnswer.Leave leave) {
      return new DeskResult.SeeOther(leave.address(), Optional.empty());
    }
    DeskAnswer.Download file = (DeskAnswer.Download) answer;
    return new DeskResult.Download(file.fileName(), file.contentType(), file.content());
  }

  private DeskResult refused(PaylinkException why, DeskRequest request) {
    DeskView view =
        DeskView.of("PaylinkDesk_Refused", "refused", Map.of())
            .saying(Optional.of(why), Optional.empty());
    return html(view, request, status(why.problem()));
  }

  private DeskResult html(DeskView view, DeskRequest request, int status) {
    return new DeskResult.Html(
        status,
        renderer.text(view.titleKey(), view.titleFacts(), request.locale(), request.zone()),
        renderer.desk(view, request.places(), request.locale(), request.zone()));
  }

  private static PaylinkException known(String name, RuntimeException failure) {
    if (failure instanceof PaylinkException known) {
      return known;
    }
    LOG.error("page {} of the desk failed", name.replaceAll("[^A-Za-z]", "?"), failure);
    return new PaylinkException(Problem.INTERNAL);
  }

  private static int status(Problem problem) {
    return switch (problem.kind()) {
      case USER ->
          switch (problem) {
            case PERMISSION_MISSING, FORM_EXPIRED -> 403;
            case PAGE_UNKNOWN, LINK_UNKNOWN -> 404;
            default -> 422;
          };
      case BUYER -> 422;
      case OPERATOR, GATEWAY, UNKNOWN_OUTCOME -> 503;
      case OURS -> 500;
    };
  }
}

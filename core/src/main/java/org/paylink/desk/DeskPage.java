package org.paylink.desk;

import org.paylink.host.Permission;

/** One of the staff's pages. */
public interface DeskPage {
  /** Its name in addresses: letters only, beginning with a small one. */
  String name();

  /** What a user needs to see it; what its form does may need more. */
  Permission permission();

  /**
   * The page. Changes nothing. After a refused form it is asked for with the form's parameters and
   * the refusal, and shows what was typed.
   *
   * @throws org.paylink.problem.PaylinkException when there is no such page, said in words instead
   */
  DeskAnswer show(DeskRequest request);

  /**
   * Does what the page's form asks.
   *
   * @throws org.paylink.problem.PaylinkException when it is refused; nothing was changed
   */
  DeskAnswer act(DeskRequest request);
}

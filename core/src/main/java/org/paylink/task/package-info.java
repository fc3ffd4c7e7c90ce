/** Tasks for people: one for each exception, opened and closed with it. */
package org.paylink.task;

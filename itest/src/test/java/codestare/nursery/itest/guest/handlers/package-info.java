/** A guest that looks at the handlers of the signals. */
package codestare.nursery.itest.guest.handlers;

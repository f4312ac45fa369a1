/** A guest that stands for an operator, where a container has no shell. */
package codestare.nursery.itest.guest.command;

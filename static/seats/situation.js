import { useRecord, useRecords } from "kernel/hooks.js";
import { places } from "seats/states.js";

/** The meeting's seats as they are now; null while it has no room with a plan. */
export function useSeating() {
  const seating = useRecord("seating/now");
  const situation = {
    seats: useRecords("seats"),
    participants: useRecords("participants"),
    attendance: useRecords("attendance"),
    representations: useRecords("representations"),
    speakers: useRecords("speakers"),
    polls: useRecords("polls"),
    ballots: useRecords("ballots"),
  };
  return seating ? { seating, places: places({ plan: seating.plan, ...situation }) } : null;
}

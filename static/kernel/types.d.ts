// The shapes that travel between server and tablet. Times: ms since 1970 UTC; lengths of time: see the name.

export type Role = "chair" | "secretary" | "member" | "guest" | "display" | "auditor";
export type Choice = "yes" | "no" | "abstain";

export interface Boot {
  meeting: string;
  person: string;
  role: Role;
  csrf: string;
  locale: string;
  catalog: Record<string, string>;
  socket_path: string;
  icons: string;
  /** Address of the product's mark. */
  mark: string;
  /** Whether rooms have devices here. */
  devices?: boolean;
  /** Whether whoever reads here has folders of their own. */
  folders?: boolean;
  /** For how many days after a meeting it may be kept, and how much of it, MB; 0 days: not at all. */
  offline?: { days: number; mb: number };
  /** Not from the server: the meeting as this tablet last saw it. */
  kept?: Kept;
}

/** A meeting as a tablet saw it at a time; without what is for nobody's shelf. */
export interface Kept {
  at: number; viewer: Viewer; streams: Record<string, { seq: number; records: Record<string, Body> }>;
  /** In writing: I am asked, and when I answered; what, is not kept. */
  asked?: { answered_at: number | null };
}

export interface Viewer { person: string; name: string; role: Role; may: string[]; }

export interface Meeting {
  id: string; title: string; body: { id: string; name: string };
  state: "planned" | "live" | "ended";
  /** Held in writing: a slip goes round, and nobody is in a room. */
  written?: boolean;
  place: string | null; online_url: string | null;
  /** By the list of the house, as it was called then. */
  kind?: { id: string; name: string } | null;
  starts_at: number; minutes: number | null; started_at: number | null; ended_at: number | null;
}

export interface Participant { person: string; name: string; title: string; unit: string; rank?: number; role: Role; entitled: boolean; }
/** remote: takes part from afar. how: it was noted on the tablet, at the seat, with the code at the door, by a device, by the desk. */
export interface Attendance {
  person: string; present: boolean; at: number; remote?: boolean; how?: "tap" | "seat" | "code" | "device" | "desk";
}

/** needed: for a quorum, null if none is laid down. sentences: by language. */
export interface Quorum {
  total: number; here: number; remote: number; held: number; apart: number; needed: number | null; met: boolean | null; sentences: Record<string, string>;
}

/** How people check in themselves: by a touch, or only with the code at the door; and from afar, or not. */
export interface Checking { tap: boolean; afar: boolean; counted: boolean; }

/** reason: told to the person and the desk only. substitute: a participant; name: of somebody who is yet to be invited. */
export interface Invitation {
  person: string; answer: "" | "accepted" | "declined" | "substitute"; substitute: string; name: string; at: number; reason?: string; by?: string;
}

/** Told to the person and the desk only; stays: from, until, from afar. */
export interface Correction { person: string; before: any[]; after: any[]; reason: string; by: string; at: number; }

/** A room as it is drawn, in centimetres; a seat faces the top, turned by so many degrees. The first seat is the chair's. */
export interface Plan {
  width: number; depth: number;
  seats: { label: string; x: number; y: number; turn: number }[];
  things: { kind: "table" | "podium" | "screen" | "door"; x: number; y: number; width: number; depth: number; turn: number }[];
}

/** shown_at: since when the room displays show the seat map, or null. */
export interface Seating { room: string; name: string; plan: Plan; shown_at: number | null; }
export interface SeatTaken { seat: string; person: string; }

export interface Item {
  id: string; parent: string | null; position: number; number: string; title: string;
  minutes: number | null; presenter: string;
  state: "pending" | "open" | "closed"; opened_at: number | null; closed_at: number | null;
  /** When the clock began to run that runs now; spent_ms: how long it ran before. */
  since: number | null; spent_ms: number;
}

export interface Paper {
  id: string; item: string | null; position: number; title: string; filename: string;
  kind: "pdf" | "docx"; sha: string; size: number;
  state: "uploaded" | "converting" | "ready" | "failed"; reason: string | null;
  pages: number | null; sizes: [number, number][] | null; renderer: string | null; by: string; at: number;
  /** guarded: pages carry their reader's name, and each look is on record. until: the desk's alone before then. */
  level: "ordinary" | "internal" | "limited"; guarded: boolean; until: number | null;
  version: number; replaces: string | null; replaced_by: string | null;
  /** Who has issued it, as they were called then. */
  issuer?: { id: string; name: string } | null;
  /** For each page the page of the version before that looks the same, or 0; null until they were compared. */
  unchanged: number[] | null;
  /** Its pages were set anew from a document of another kind. */
  reading_copy?: boolean;
}

/** Told to the desk only. */
export interface Restriction {
  paper: string; level: Paper["level"]; roles: Role[]; units: string[]; people: string[]; until: number | null;
}

/**
 * Paper, page and window are null where the paper is not for this reader. window: the part of the page that the presenter sees, left,
 * top, right, bottom in 1/10000 of its width; null: from its top. gathered: number of the entry that last brought everybody here, or 0.
 * Under `presenting/presenter` there is only who was asked to present (person), by whom and when.
 */
export interface Presenting {
  paper: string | null; page: number | null; window?: number[] | null; by: string; at: number; gathered?: number; person?: string;
}

/** author: who drew the mark; erased: the mark is gone, and only the desk still sees the thread. */
export interface Thread {
  mark: string; paper: string; page: number; author: string; by: string; at: number; last_at: number; count: number;
  state: "open" | "resolved"; resolved_by: string | null; resolved_at: number | null; erased: boolean; shared: boolean;
}

export interface Comment {
  id: string; mark: string; by: string; position: number; text: string; mentions: string[]; at: number; edited_at: number | null;
}

export type InkTool =
  | "pen" | "highlighter" | "underline" | "strikeout" | "line" | "arrow" | "box" | "ellipse" | "text" | "note" | "stamp";

/** A mark on a page, by any tool. Points: x, y, pressure, x, y, pressure, …; how many, the tool says. */
export interface Stroke {
  id: string; paper: string; page: number; by: string; tool: InkTool;
  colour: string; width: number; points: number[]; shared: boolean; at: number;
  /** What a note says, the words of a stamp, or typed lines: one that ends in a blank only ran out of room. */
  text: string;
  /** Who sees a shared mark besides its author: "unit:…", "person:…"; the whole meeting if there are none. */
  to: string[];
  layer: "" | "presenter";
}

/** The same as it crosses the wire and lies in the store: `ink/packing.js` unpacks it. */
export type PackedStroke = Omit<Stroke, "points"> & { points: string };

/** Of the shared marks. hidden: not shown to others than their author and the desk; frozen: chair and secretary's alone. */
export interface InkLayer { hidden: boolean; frozen: boolean; }

export type SpeechKind = "contribution" | "pro" | "contra" | "question" | "interposed" | "intervention" | "point_of_order" | "answer";
export interface Budget { unit: string; initial_s: number; additional_s: number; }

/** The rules of the floor. limits: seconds by kind, where it is not the queue's; categories: of points of order, the highest first. */
export interface Floor {
  order: "asked" | "fewest" | "least_time"; within: "item" | "meeting"; kinds: SpeechKind[]; limits: Partial<Record<SpeechKind, number>>;
  limit_s: number; warning_s: number; several: boolean; orders_pass: boolean; before: boolean; questions: boolean; anonymous: boolean; to_page: boolean;
  categories: string[]; budgets: Budget[]; budget_within: "item" | "meeting";
}

/** id: an item's, "general" or "questions". order: ids of those who wait, as they will be called. */
export interface Queue { id: string; open: boolean; limit_s: number; order: string[]; }

/**
 * person: null while only the desk may know who asks. under: the question that an answer is to. paper, page: what was read when asking, for
 * the desk and the asker. since: when the clock began to run that runs now; spoken_ms: how long it ran before. unit: of who was called.
 */
export interface Speaker {
  id: string; item: string | null; queue: string; person: string | null; kind: SpeechKind; subject: string; under: string | null; category: string;
  paper: string | null; page: number | null; anonymous: boolean; state: "waiting" | "speaking" | "paused" | "done";
  asked_at: number; started_at: number | null; ended_at: number | null; since: number | null; spoken_ms: number; paused: "" | "chair" | "interposed";
  limit_s: number | null; position: number; rank: number; fixed: boolean; unit: string;
}

export interface Rule {
  preset: string; kind: "share" | "relative" | "no_objection";
  numerator: number; denominator: number; strict: boolean;
  base: "all_members" | "entitled" | "present" | "cast" | "valid_with_abstain" | "valid_without_abstain";
  unit: "heads" | "weight"; tie: "rejected" | "chair_side" | "revote";
}

export type Form = "motion" | "one" | "several" | "each" | "ranked";
export interface Shape { form: Form; options: string[]; least?: number; most?: number; opinion?: boolean; }
export interface Ways { live?: boolean; changeable?: boolean; by_hand?: boolean; straw?: boolean; }

export type Counts = Record<Choice | "invalid", number>;
export interface Figures { all_members: number; entitled: number; present: number; }
export interface Outcome { counts: Counts; weights: Counts | null; base_number: number; needed: number; enough: boolean; }
export interface Round { votes: [number, number][]; exhausted: number; out: number[]; }
/** `by` cast it for the person; weight in millionths; paper: read by the desk. */
export interface Rolled { person: string; ballot?: string; by?: string; weight?: number; opinion?: string; paper?: boolean; }
export type Verdict = "adopted" | "rejected" | "tie" | "no_quorum" | "blocked" | "elected" | "partly_elected" | "not_elected";

export interface Result {
  verdict: Verdict; outcomes: Outcome[]; winners: number[]; tied: number[]; rounds: Round[]; by_chair: boolean; agrees: boolean;
  quorum: { number: number; needed: number; met: boolean } | null;
  heads: Figures; weights: Figures | null; received: number; recused: string[]; paper: Counts[];
  roll: Rolled[] | null; trackers: [string, string][] | null;
}

export interface Poll {
  id: string; item: string | null; question: string; secret: boolean; analog: boolean; rule: Rule; shape: Shape; ways: Ways;
  /** ended: voting is over, and keys are awaited. */
  state: "prepared" | "open" | "ended" | "closed" | "published" | "cancelled"; repeats: string | null;
  opened_at: number | null; closes_at: number | null; closed_at: number | null; received: number; entitled: number;
  /** Told to the desk only. */
  voters?: string[];
  /** Whose ballot somebody else casts: member → person; who has a vote in the meeting, but not in this one. */
  held: Record<string, string>; left_out: string[]; recused: string[];
  public_key: string | null; keys: HeldKeys | null; result: Result | null; by: string; at: number;
  /** By language. */
  rule_words: Record<string, string>; sentences: Record<string, string> | null;
}

/** Keys that several people keep, in the order in which ballots are sealed for them; public_key: base64, as soon as there is one. */
export interface HeldKeys { needed: number; holders: { person: string; public_key: string | null; given: boolean }[]; }

export interface Ready { poll: string; person: string; }
/** Those who have not voted were reminded. For the desk `count` of them, and when that may be done again. */
export interface Nudge { poll: string; at: number; count?: number; again_at?: number; }
export interface Recusal { item: string; person: string; reason: string; at: number; }
/** `to` chairs in the place of `of`. */
export interface LentChair { of: string; to: string; at: number; }
export interface Representation { member: string; by: string; at: number; }

export type Said = "no_objection" | "objection" | "speak" | "other";
export type ConsentState = "none" | "listed" | "pulled" | "adopted" | "dropped";
/** An item needs no debate if so many of its members have answered, all "no objection". */
export interface ConsentRule { preset: string; numerator: number; denominator: number; }
/** How the meeting asks for positions. seen: whether other members come to see them; named: whether it is told who pulls an item out. */
export interface PositionCall {
  closes_at: number; seen: "never" | "opened"; named: boolean; rule: ConsentRule; adoption: "gesture" | "vote"; by: string; at: number;
}
/** `by` said it, for the member. */
export interface Position { item: string; member: string; position: Said; text: string; by: string; at: number; }
/** How it stands with an item, since `at`; absent as long as nothing was said of it. */
export interface Consent {
  item: string; asked: boolean; closes_at: number | null; state: ConsentState; at: number; poll: string | null;
  pulled_by: string | null; reason: string;
}
/** Told to the desk only. */
export interface Rollup { item: string; members: number; answered: number; counts: Record<Said, number>; agreed: boolean; }

export interface Ballot { poll: string; person: string; at: number; choice?: string | null; opinion?: string; }

/** What the key of a record starts with, and the shape behind it. */
export interface SlipAnswer { choice: string; opinion?: string; }
/** Of what is asked in writing, what the room needs; the whole record is in docs/protocol.md. */
export interface Slip {
  id: string; subject: string; explanation: string; state: "draft" | "sent" | "closed" | "withdrawn"; deadline_at: number;
  questions: { text: string; options: string[] }[]; ways: { late: "refused" | "marked"; changeable: boolean };
  terms: Record<string, string>;
}
export interface Reply { person: string; answers: SlipAnswer[] | null; answered_at: number | null; late: boolean; by: string; }

export interface Kinds {
  meetings: Meeting; participants: Participant; attendance: Attendance; items: Item; papers: Paper; restrictions: Restriction;
  presenting: Presenting; strokes: PackedStroke; ink: InkLayer; threads: Thread; comments: Comment; floor: Floor; queues: Queue; speakers: Speaker;
  polls: Poll; ballots: Ballot; ready: Ready; recusals: Recusal; representations: Representation; chair: LentChair;
  position_calls: PositionCall; positions: Position; consents: Consent; rollups: Rollup;
  nudges: Nudge;
  slips: Slip; replies: Reply;
  conclusions: Conclusion; tasks: Task; carried: Carried;
  quorum: Quorum; checking: Checking; invitations: Invitation; corrections: Correction; seating: Seating; seats: SeatTaken;
  equipment: Equipment; units: Unit; cards: Card; help: Help; calls: Call; broadcast: Broadcast; line: LineMessage;
  displays: DisplayPin;
}

/** item: null for the meeting. A draft (announced_at null) is told to the desk only. */
export interface Conclusion { item: string | null; text: string; announced_at: number | null; revision: number; by: string; at: number; files: Attached[]; }
/** A file that goes with it; size: bytes. */
export interface Attached { id: string; filename: string; size: number; }
export interface Task {
  id: string; item: string | null; text: string; unit: string; helpers: string[]; person: string | null; deadline_at: number | null;
  state: "given" | "under_way" | "reported" | "closed" | "dropped"; by_word: boolean; position: number; by: string; at: number; reported_at: number | null; closed_at: number | null;
}
/** A task of an earlier meeting on this agenda, as it stood `at` a time. */
export interface Carried {
  task: string; meeting: string; title: string; item: string; place: number; text: string; unit: string; deadline_at: number | null;
  state: Task["state"]; at: number;
}

/** taken_by: the secretary who sees to it. Kinds that screens have no words for are shown as they are. */
export interface Call {
  id: string; person: string; kind: string; note: string; state: "waiting" | "taken" | "done"; position: number; at: number;
  taken_by: string | null; taken_at: number | null; done_at: number | null;
}
export interface Help { kinds: string[]; }
/** room: its name on the bus, "" for none; scene: set by hand, or null. */
export interface Equipment {
  room: string; automatic: boolean; scene: string | null;
  ways: { mode: "request" | "direct"; most: number; override: boolean };
}
/** Told to the desk only, as is whose a card is. */
export interface Unit { unit: string; person: string; }
export interface Card { card: string; person: string; }

export type View = "agenda" | "page" | "speaker" | "poll" | "seats" | "message" | "countdown" | "idle";
/** What a room display is pinned to; one without it follows the meeting. withheld: of a paper that is not for it. */
export interface DisplayPin {
  display: string; view: View; paper: string | null; page: number | null; text: string; until: number | null; at: number; withheld: boolean;
}

/** until: ms, or null until it is taken down. */
export interface Broadcast { id: string; text: string; by: string; at: number; until: number | null; }
export interface LineMessage { id: string; by: string; text: string; position: number; at: number; }

export type Body = Record<string, any>;

/** A stream up to `seq`: all its records, or the records changed after `since` (null: gone). */
export type Part =
  | { seq: number; records: Record<string, Body> }
  | { seq: number; since: number; changes: Record<string, Body | null> };

/** With `from` it stands for the bare numbers from there to `seq`. */
export interface Entry { seq: number; from?: number; at?: number; by?: string; fact?: string; changes?: Record<string, Body | null>; }
export interface Batch { stream: string; entries: Entry[]; }

export interface RefusalBody { code: string; data?: Record<string, any>; message?: string; }
export interface Done { seq: number; data?: Body | null; at?: number; }
export type Answer = { ok: Done; error?: undefined } | { error: RefusalBody; ok?: undefined };

/** sending: on its way; recorded: the server has it; not_sent: kept here until the connection is back. */
export interface Action {
  id: string; order: number; stream: string; name: string; args: Body; asked_at: number;
  state: "sending" | "recorded" | "not_sent"; attempts: number; seq?: number; at?: number;
  /** The server was away while it waited here. */
  waited?: boolean;
  /** Why the server would not have it. */
  error?: RefusalBody;
}

export interface Drawer {
  all(): Promise<Action[]>;
  put(action: Action): Promise<unknown>;
  delete(id: string): Promise<unknown>;
}

/** refused: the server will not have us (`code` says why) and no retry will help. */
export interface Connection {
  state: "online" | "connecting" | "offline" | "refused"; since: number; heard_at: number | null; code?: string;
}

export interface Signal { name: string; by?: string; body: Body; }

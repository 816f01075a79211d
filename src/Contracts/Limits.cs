namespace Conversations.Contracts;

/// <summary>Every bound of the system that is not a setting. Units stand last in the name; each has a test that meets it.</summary>
public static class Limits
{
    public const int IdCharsMax = 128;
    public const int InboundTextCharsMax = 100_000;
    public const int OwnTextCodePointsMax = 10_000;
    public const int ApiBodyBytesMax = 256 * 1024;
    public const int WebhookBodyBytesMax = 1024 * 1024;
    public const int WebhookItemsMax = 1_000;
    public const int MediaItemsMax = 32;
    public const int JsonDepthMax = 32;
    public const int LabelsMax = 50;
    public const int LabelCharsMax = 50;
    public const int MentionsMax = 50;
    public const int HoldSecondsMax = 30;

    /// <summary>How long a handover may wait to be taken.</summary>
    public const int HandoverSecondsMin = 60;
    public const int HandoverSecondsMax = 86_400;
    public const int HandoverSecondsDefault = 600;
    public const int HandoverSummaryCodePointsMax = 2_000;

    /// <summary>Former owners of a conversation that are remembered; older ones stand in its entries.</summary>
    public const int CustodySpansMax = 20;
    public const int NameCharsMax = 100;
    public const int UrlCharsMax = 2_000;

    /// <summary>One's own settings.</summary>
    public const int OwnKeysMax = 100;
    public const int SignOffCodePointsMax = 200;
    public const int ShortSignOffCodePointsMax = 30;

    /// <summary>Channels and kinds of channels with a sign-off of their own.</summary>
    public const int OwnSignOffsMax = 50;

    /// <summary>A draft may be longer than what can be sent, so that it is not lost while it is shortened.</summary>
    public const int DraftCodePointsMax = 20_000;
    public const int DraftsMax = 500;
    public const int AttachmentsMax = 10;

    /// <summary>Size of the parts a file is stored in.</summary>
    public const int AttachmentPartBytes = 256 * 1024;
    public const int FileNameCharsMax = 150;
    public const long ImagePixelsMax = 40_000_000;

    /// <summary>Files one web node receives at once; the next is refused as overloaded.</summary>
    public const int UploadsAtOnceMax = 16;

    /// <summary>Canned replies and saved filters of one person, and of everybody.</summary>
    public const int CannedMineMax = 200;
    public const int CannedSharedMax = 1_000;
    public const int FiltersMineMax = 50;
    public const int FiltersSharedMax = 50;

    /// <summary>How long an offer stands where its queue says nothing else.</summary>
    public const int OfferSecondsUsual = 30;
    public const int OfferReasonCodePointsMax = 200;

    /// <summary>Waiting conversations one router holds at once; the rest waits in the store, less urgent than these.</summary>
    public const int RouterLineMax = 1_000;

    /// <summary>People one roster holds.</summary>
    public const int RosterMax = 100_000;

    /// <summary>Queues whose routers hear of people.</summary>
    public const int RosterFollowersMax = 1_000;

    /// <summary>How long a router hears of people without asking again.</summary>
    public static readonly TimeSpan RosterFollowing = TimeSpan.FromSeconds(60);

    /// <summary>Units kept for one person at once; every one is at least 1.</summary>
    public const int KeptUnitsMax = CapacityMax;

    /// <summary>Conversations looked at, and told, for "next best".</summary>
    public const int NextBestLookedAt = 200;
    public const int NextBestMax = 10;

    /// <summary>Labels the company has given a hue.</summary>
    public const int LabelHuesMax = 200;

    /// <summary>Topics of the company, and the words one of them is known by.</summary>
    public const int TopicsMax = 200;
    public const int TopicCharsMax = 50;
    public const int TopicWordsMax = 50;

    /// <summary>Topics one person follows, and skills of a person or a queue.</summary>
    public const int FollowedTopicsMax = 50;
    public const int SkillsMax = 20;

    /// <summary>Units of work one person carries at once.</summary>
    public const int CapacityMax = 100;
    public const int CapacityUsual = 6;

    /// <summary>Conversations one renaming of a label changes; those that are left are another call's.</summary>
    public const int LabelRenameMax = 1_000;

    /// <summary>Commands that may wait in one conversation; the next one is refused as overloaded.</summary>
    public const int ConversationQueueMax = 2_000;

    /// <summary>Commands decided together and committed by one append.</summary>
    public const int ConversationBatchMax = 200;

    /// <summary>Tries of one batch against a moved head before the activation gives up and is dropped.</summary>
    public const int ConflictRetriesMax = 3;

    /// <summary>Entries a journal writer commits in one transaction.</summary>
    public const int JournalBatchEntriesMax = 1_000;

    /// <summary>Appends that may wait for a journal writer; the next one is refused as overloaded.</summary>
    public const int JournalQueueMax = 20_000;

    public const int EntriesPageMax = 500;
    public const int ConversationsPageMax = 200;

    /// <summary>Conversations of one person that are weighed; whoever has more has no room by far.</summary>
    public const int CarriedMax = 1_000;

    public const int ListWindowMax = 100;

    public const int SearchWordsCharsMax = 200;
    public const int SearchPageMax = 100;
    public const int SearchExcerptChars = 160;

    /// <summary>Searches of one process that run at once, and that may wait; the next one is refused as overloaded.</summary>
    public const int SearchesAtOnceMax = 3;
    public const int SearchesWaitingMax = 64;

    /// <summary>Different words of one entry that can be found, of the first ones, and their characters together.</summary>
    public const int SearchTokensMax = 20_000;
    public const int SearchTokenCharsTotalMax = 200_000;

    /// <summary>A longer word is found by its beginning.</summary>
    public const int SearchTokenCharsMax = 64;

    /// <summary>Entries indexed in one transaction.</summary>
    public const int SearchBatchMax = 500;

    /// <summary>Signs one web node tells another at once; more are not told.</summary>
    public const int SignsBatchMax = 1_000;

    /// <summary>Personal events one web node tells another at once.</summary>
    public const int PersonalEventsBatchMax = 100;

    /// <summary>Personal events that may wait to be told to other web nodes; more are not told.</summary>
    public const int PersonalEventsQueueMax = 5_000;

    /// <summary>Personal events that may wait for one dashboard; with more it is cut off and reads everything anew.</summary>
    public const int PersonalEventsWaitingMax = 200;

    /// <summary>People whose presence one web node tells another at once, and whose changes one frame tells a dashboard; more come a second later.</summary>
    public const int PresenceBatchMax = 1_000;

    /// <summary>Web nodes at which one person may be connected at the same time.</summary>
    public const int ConnectionNodesMax = 256;

    /// <summary>How often a web node renews what it said of a person's lines, and how long that holds: two renewals may be lost.</summary>
    public static readonly TimeSpan ConnectionRenewal = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan ConnectionLease = TimeSpan.FromSeconds(25);

    /// <summary>How often a web node tells the others that it lives, and how long it may be silent: two calls may be lost. Its signs, and the lines of its people, then end within 10 s of its death.</summary>
    public static readonly TimeSpan NodeBeat = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan NodeSilence = TimeSpan.FromSeconds(6);

    /// <summary>Conversations one hand-back gives back; who owns more orders it again.</summary>
    public const int HandBackMax = 10_000;

    /// <summary>Of one ask: topics, the characters of each, and people asked in one ring.</summary>
    public const int AskTopicsMax = 5;
    public const int AskRingPeopleMax = 12;
    public const int AskQuestionCodePointsMax = 1_000;

    /// <summary>Asks that run in one conversation at once.</summary>
    public const int AsksOpenMax = 3;

    /// <summary>Of her own asks a person is shown so many, and of those she is asked in.</summary>
    public const int OwnAsksMax = 20;

    /// <summary>How long a running ask keeps its conversation with the asker though she does nothing else.</summary>
    public static readonly TimeSpan AskKeepsFor = TimeSpan.FromMinutes(30);

    /// <summary>Answers kept for everybody, and how many of them are shown for one question.</summary>
    public const int KnowledgeMax = 2_000;
    public const int KnowledgeShownMax = 5;

    /// <summary>Notices stored by one statement.</summary>
    public const int NoticesBatchMax = 100;

    /// <summary>Unseen notices are counted so far and no further.</summary>
    public const int NoticesCountMax = 1_000;
    public const int NoticesPageMax = 100;

    /// <summary>Committed batches, and lapsing leases, that may wait to be looked at for notices; batches beyond are read from the store.</summary>
    public const int NoticeQueueMax = 1_000;

    /// <summary>How long a notice is kept.</summary>
    public static readonly TimeSpan NoticeAgeMax = TimeSpan.FromDays(30);
    public const int LastTextCharsMax = 200;

    /// <summary>Minor units of one gesture, and of a cap.</summary>
    public const long GestureAmountMax = 1_000_000_000_000;
    public const int GestureReasonCodePointsMax = 500;
    public const int PolicyCharsMax = 20_000;
    public const int PolicyVersionsPageMax = 100;

    /// <summary>Colleagues who are asked to sign one gesture.</summary>
    public const int CoSignersMax = 20;
    public const int WebhookSecretsMax = 10;

    /// <summary>A customer's language tag and a medium's content type; longer ones are dropped, the message is kept.</summary>
    public const int LanguageCharsMax = 35;
    public const int ContentTypeCharsMax = 255;

    /// <summary>What is read of a reply endpoint's answer.</summary>
    public const int ReplyAnswerBytesMax = 64 * 1024;

    /// <summary>The longest Retry-After of a network that is believed.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    /// <summary>Scheduler grains; a stream belongs to one by <see cref="TextHash"/>.</summary>
    public const int SchedulerShards = 64;

    /// <summary>How far ahead a scheduler holds deadlines in memory.</summary>
    public static readonly TimeSpan SchedulerHorizon = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan SnoozeMax = TimeSpan.FromDays(366);

    /// <summary>Promises of one conversation that are still to be kept, and how many settled ones it remembers beside them.</summary>
    public const int PromisesOpenMax = 20;
    public const int PromisesSettledMax = 20;
    public const int PromiseCodePointsMax = 300;
    public const int PromisesPageMax = 100;

    /// <summary>Before a promise is due, whoever answers for it is reminded: so long, or a tenth of the time it was given, whichever is shorter.</summary>
    public static readonly TimeSpan PromiseReminder = TimeSpan.FromMinutes(15);

    /// <summary>A time is promised to the minute: the promise is broken when that minute is over.</summary>
    public static readonly TimeSpan PromiseMinute = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan WebhookTimestampTolerance = TimeSpan.FromSeconds(300);
    public const int SendAttemptsMax = 8;
    public static readonly TimeSpan SendAgeMax = TimeSpan.FromHours(24);

    /// <summary>What raises a grade on the open floor: conversations read for draft, drafts sent for answer, conversations answered well for act.</summary>
    public const int FloorReadsForDraft = 3;
    public const int FloorDraftsForAnswer = 3;
    public const int FloorAnswersForAct = 5;

    /// <summary>Proposed replies of one conversation that wait for a colleague; one of each author.</summary>
    public const int FloorProposalsMax = 3;

    /// <summary>Conversations whose customers wait that somebody who has a grade, and no role that answers, may have at once and still claim another.</summary>
    public const int FloorClaimsMax = 3;

    /// <summary>For so long a claim counts whose outcome is not known.</summary>
    public static readonly TimeSpan FloorClaimUnknownFor = TimeSpan.FromMinutes(1);

    /// <summary>Results of one conversation that are on their way to who did the work; more are not counted.</summary>
    public const int FloorPendingMax = 20;

    /// <summary>People who answered a conversation from the floor before, and conversations of one person, that are remembered.</summary>
    public const int FloorAnsweredMax = 5;
    public const int FloorRecentMax = 20;

    /// <summary>Waiting conversations one web node ranks for the floor; more wait in their queues' lists until there is room.</summary>
    public const int FloorItemsMax = 20_000;
    public const int FloorPageMax = 50;

    /// <summary>A later reply waits this long behind one whose outcome is unknown.</summary>
    public static readonly TimeSpan UnknownBlocksFor = TimeSpan.FromMinutes(2);
}

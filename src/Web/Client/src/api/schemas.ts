/* Written by "npm run types" from the server's OpenAPI document. Not by hand: a test compares the two. */
/* eslint-disable */
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Actor: {
            id: string;
            /** @enum {string} */
            kind: "customer" | "employee" | "system";
            name?: string | null;
            via?: string;
        };
        Ask: {
            answer?: {
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Named"];
                text: string;
            };
            asker: components["schemas"]["Named"];
            /** Format: date-time */
            begunAt: string;
            conversationId: string;
            id: string;
            people: {
                id: string;
                me: boolean;
                name: string | null;
                /** @enum {string} */
                ring: "team" | "department" | "company" | "duty";
                /** @enum {string} */
                state: "asked" | "declined" | "stopped" | "answered" | "notGood";
                /** @description What she follows, and is asked for. */
                topic?: string;
            }[];
            /** @description Name of the team or department that is asked. */
            place?: string;
            question: string;
            /** @enum {string} */
            ring?: "team" | "department" | "company" | "duty";
            /**
             * Format: date-time
             * @description When the next ring is asked, or of the last one when the ask ends.
             */
            ringUntil?: string;
            /** @enum {string} */
            state: "running" | "answered" | "good" | "cancelled" | "expired";
            topics: string[];
        };
        AskAnswerText: {
            /** Format: uuid */
            id: string;
            text: string;
        };
        AskBegun: {
            id: string;
            seq: number;
        };
        AskMoved: {
            /** @enum {string} */
            state: "running" | "answered" | "good" | "cancelled" | "expired";
        };
        AskPage: {
            /** @description How often one was asked in the last 24 hours. */
            askedToday: number;
            items: components["schemas"]["Ask"][];
            /** @description How often one's answer helped. */
            thanks: number;
        };
        AsksQuery: {
            /**
             * @default forMe
             * @enum {string}
             */
            view?: "forMe" | "mine";
        };
        Assign: {
            employeeId: string;
            /** Format: uuid */
            id: string;
        };
        Attachment: {
            contentType: string;
            height?: number;
            id: string;
            name: string;
            size: number;
            width?: number;
        };
        CannedReply: {
            /** Format: uuid */
            id: string;
            queue?: string;
            /** @enum {string} */
            scope: "mine" | "queue" | "all";
            shortcut: string | null;
            /** @description May hold {{customer.name}}, {{customer.firstName}}, {{me.name}}, {{me.firstName}}, {{queue.name}}, {{conversation.id}}. */
            text: string;
            title: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CannedReplyList: {
            items: components["schemas"]["CannedReply"][];
        };
        CannedReplyPatch: {
            queue?: string;
            shortcut?: string | null;
            text?: string;
            title?: string;
        };
        Channel: {
            allowedOrigins?: string[];
            disabled: boolean;
            id: string;
            /** @enum {string} */
            kind: "webhook" | "chat";
            name: string;
            queue: string;
            replyUrl?: string | null;
            secrets?: {
                /** Format: date-time */
                createdAt: string;
                id: string;
            }[];
        };
        ChannelPage: {
            items: components["schemas"]["Channel"][];
            next: string | null;
        };
        ChannelPatch: {
            disabled?: boolean;
            name?: string;
            queue?: string;
            replyUrl?: string;
        };
        ChannelsQuery: {
            cursor?: string;
            /** @default 200 */
            limit?: number;
        };
        ChannelTest: {
            /** @enum {string} */
            direction: "in" | "out";
        };
        ChannelTestResult: {
            conversationId?: string;
            reason?: string;
            seq?: number;
            /** @enum {string} */
            status: "accepted" | "duplicate" | "quarantined" | "sent" | "refused" | "notSent" | "unclear";
        };
        Claimed: {
            epoch: number;
            /** Format: date-time */
            leaseUntil: string;
            seq: number;
        };
        Cluster: {
            host: string;
            silos: components["schemas"]["Node"][];
            webs: components["schemas"]["Node"][];
        };
        Command: {
            /** Format: uuid */
            id: string;
        };
        Conversation: components["schemas"]["Summary"] & {
            entries: components["schemas"]["Entry"][];
        };
        ConversationPage: {
            counts: components["schemas"]["Counts"];
            items: components["schemas"]["Summary"][];
            next: string | null;
            total: number;
        };
        ConversationsEntriesQuery: {
            /** @default 0 */
            after?: number;
            /** @default 100 */
            limit?: number;
        };
        ConversationsQuery: {
            cursor?: string;
            label?: string;
            /** @default 50 */
            limit?: number;
            owner?: string;
            q?: string;
            queue?: string;
            /**
             * @default timeLeft
             * @enum {string}
             */
            sort?: "timeLeft" | "oldest" | "newest";
            /** @enum {string} */
            state?: "new" | "offered" | "owned" | "waitingCustomer" | "waitingInternal" | "snoozed" | "resolved" | "closed";
            /**
             * @default all
             * @enum {string}
             */
            view?: "mine" | "unattended" | "queue" | "all";
        };
        CoSign: {
            accept: boolean;
            /** Format: uuid */
            id: string;
        };
        CoSignRequest: {
            amount: number;
            customerId?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "refund" | "credit" | "replacement" | "upgrade" | "feeWaived" | "gift";
            reason: string;
        };
        Counts: {
            all: number;
            mine: number;
            queues: {
                [key: string]: number;
            };
            unattended: number;
        };
        Credentials: {
            email: string;
            password: string;
        };
        Custody: {
            accountable: string;
            accountableName?: string;
            handover?: components["schemas"]["Handover"];
            head: number;
            log: components["schemas"]["CustodyPart"][];
            /** @description For how long the customer waited for somebody who was gone, beyond the grace. */
            orphanSeconds: number;
            /** @description How often it came back to somebody who had had it, or was given back by whom it was handed to. */
            pingPong: number;
            /** Format: date-time */
            since?: string;
            trackingUrl?: string;
        };
        CustodyPart: {
            /** @enum {string} */
            as: "owner" | "duty";
            employeeId: string;
            name?: string;
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description Absent of the last: it lasts.
             */
            until?: string;
        };
        Customer: {
            followers?: number | null;
            handle?: string | null;
            id: string;
            name?: string | null;
        };
        Decline: {
            /** Format: uuid */
            id: string;
            reason?: string | null;
        };
        Draft: {
            attachments: string[];
            /** @enum {string} */
            audience?: "public" | "private" | "note";
            /** @description Name of the colleague whose words they are, where nothing was changed since. */
            from?: string;
            /** @description 0: there is no draft. */
            revision: number;
            text: string;
            /** Format: date-time */
            updatedAt?: string;
        };
        DraftList: {
            items: {
                conversationId: string;
                excerpt: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
        };
        DraftPut: {
            attachments?: string[];
            audience?: ("public" | "private" | "note") | null;
            device?: string;
            revision: number;
            text: string;
        };
        DraftSaved: {
            revision: number;
            /** Format: date-time */
            updatedAt?: string;
        };
        Employee: {
            capacity: number;
            department: string;
            disabled: boolean;
            email?: string;
            id: string;
            name: string;
            presence: {
                connected: boolean;
                /** Format: date-time */
                connectedSince?: string;
                /** @enum {string} */
                intent: "available" | "busy" | "away" | "wrapUp" | "offline";
                /** Format: date-time */
                intentSince?: string;
            };
            /** @enum {string} */
            role: "agent" | "lead" | "admin" | "operator" | "auditor" | "colleague";
            skills: string[];
            team: string;
            topics: string[];
        };
        EmployeePage: {
            items: components["schemas"]["Employee"][];
            next: string | null;
        };
        EmployeePatch: {
            capacity?: number;
            department?: string | null;
            disabled?: boolean;
            email?: string;
            name?: string;
            /** @enum {string} */
            role?: "agent" | "lead" | "admin" | "operator" | "auditor" | "colleague";
            skills?: string[];
            team?: string | null;
            topics?: string[];
        };
        EmployeesMeNoticesQuery: {
            before?: string;
            /** @default 50 */
            limit?: number;
        };
        EmployeesQuery: {
            cursor?: string;
            /** @default 200 */
            limit?: number;
        };
        Entry: {
            actor: components["schemas"]["Actor"];
            /** Format: date-time */
            at: string;
            data: components["schemas"]["EntryData"];
            kind: string;
            seq: number;
        };
        /** @description By the entry's kind; the set of kinds and members is open. */
        EntryData: {
            /** @description Minor units of the currency. */
            amount?: number;
            asked?: string[];
            askerId?: string;
            askId?: string;
            /** @enum {string} */
            audience?: "public" | "private";
            /** @description Who wrote them. */
            authorId?: string;
            /** @enum {string} */
            change?: "none" | "light" | "much";
            coSigner?: string;
            coSignerName?: string;
            currency?: string;
            /** Format: date-time */
            dueAt?: string;
            employeeId?: string;
            epoch?: number;
            evidenceSeq?: number;
            externalId?: string;
            from?: string;
            /** @description What is given: refund, credit, replacement, upgrade, feeWaived or gift. */
            gesture?: string;
            /** Format: uuid */
            gestureId?: string;
            /** Format: date-time */
            holdUntil?: string;
            /**
             * Format: date-time
             * @description So long a running ask keeps the conversation with its asker.
             */
            keepUntil?: string;
            labels?: string[];
            language?: string;
            late?: boolean;
            link?: string;
            media?: components["schemas"]["Media"][];
            mentions?: string[];
            orphanSeconds?: number;
            policyVersion?: number;
            promiseId?: string;
            /** @description Seq of the proposed words that a reply is made of, or that were given back. */
            proposalSeq?: number;
            queue?: string;
            /** @description Of an ask that ended: cancelled, expired or notGood. Of a release: asked, lapsed, handedBack or away; of a reply that failed: why; of a handover that came back: returned, withdrawn, expired, or with what it ended. */
            reason?: string;
            replyId?: string;
            replyTo?: string;
            sender?: {
                followers?: number;
                handle?: string;
            };
            sentAnyway?: boolean;
            /** Format: date-time */
            sentAt?: string | null;
            /** @description Absent when it was erased. */
            text?: string;
            to?: string;
            topics?: string[];
            /** Format: date-time */
            until?: string;
            url?: string;
            /** @enum {string} */
            visibility?: "public" | "private";
            /** @description Of a gesture that ended: expired, released or refused. */
            why?: string;
        };
        EntryPage: {
            entries: components["schemas"]["Entry"][];
            head: number;
        };
        FilterSpec: {
            label?: string;
            owner?: string;
            q?: string;
            queue?: string;
            /** @enum {string} */
            sort?: "timeLeft" | "oldest" | "newest";
            /** @enum {string} */
            state?: "new" | "offered" | "owned" | "waitingCustomer" | "waitingInternal" | "snoozed" | "resolved" | "closed";
            /** @enum {string} */
            view?: "mine" | "unattended" | "queue" | "all";
        };
        FloorCommand: {
            /** Format: uuid */
            id: string;
        };
        FloorConversation: {
            channelKind: string;
            customer: {
                followers?: number;
                handle: string | null;
                name: string | null;
            };
            entries: components["schemas"]["Entry"][];
            head: number;
            id: string;
            /** Format: date-time */
            lastAt: string;
            owner?: string;
            ownerName?: string;
            state: string;
            /** @description The customer's newest public words; empty where a colleague's are newer. */
            text: string;
            /** Format: date-time */
            waitingSince?: string;
        };
        FloorEnrolment: {
            accept: boolean;
            /** Format: uuid */
            id: string;
            topics?: string[];
            version: number;
        };
        FloorGrade: {
            /** @enum {string} */
            grade: "observe" | "draft" | "answer" | "act";
            /** Format: uuid */
            id: string;
            reason: string;
        };
        FloorItem: {
            answeredBefore: boolean;
            channelKind: string;
            customer: {
                followers?: number;
                handle: string | null;
                name: string | null;
            };
            head: number;
            id: string;
            /** Format: date-time */
            lastAt: string;
            score: number;
            state: string;
            /** @description The customer's newest public words; empty where a colleague's are newer. */
            text: string;
            topics: string[];
            /** Format: date-time */
            waitingSince?: string;
            why: {
                number: number;
                points: number;
                /** @enum {string} */
                what: "need" | "anger" | "waiting" | "repeats" | "reach";
                words: string[];
            }[];
        };
        FloorList: {
            items: components["schemas"]["FloorItem"][];
            total: number;
        };
        FloorMine: {
            items: {
                channelKind: string;
                customer: {
                    followers?: number;
                    handle: string | null;
                    name: string | null;
                };
                head: number;
                id: string;
                isMine: boolean;
                /** Format: date-time */
                lastAt: string;
                owner?: string;
                ownerName?: string;
                state: string;
                /** @description The customer's newest public words; empty where a colleague's are newer. */
                text: string;
                /** Format: date-time */
                waitingSince?: string;
            }[];
        };
        FloorPeople: {
            items: {
                employeeId: string;
                /** @enum {string} */
                grade: "observe" | "draft" | "answer" | "act";
                name: string;
                needsGrade: boolean;
                topics: string[];
            }[];
        };
        FloorProposal: {
            /** Format: uuid */
            id: string;
            seenSeq: number;
            text: string;
        };
        FloorQuery: {
            /** @default 20 */
            limit?: number;
        };
        FloorReply: {
            holdSeconds?: number;
            /** Format: uuid */
            id: string;
            seenSeq: number;
            text: string;
        };
        FloorStanding: {
            acceptedVersion: number;
            /** @description What counts towards the next grade. */
            done: number;
            employeeId: string;
            /** @enum {string} */
            grade: "" | "observe" | "draft" | "answer" | "act";
            lastChange?: {
                /** Format: date-time */
                at: string;
                /** @description Who set it by hand; absent where results raised it. */
                by?: string;
                byName?: string;
                from: string;
                reason?: string;
                to: string;
            };
            /** @description 0 at the last grade. */
            needed: number;
            /** @description False for who answers customers by role. */
            needsGrade: boolean;
            /** @enum {string} */
            next?: "observe" | "draft" | "answer" | "act";
            promisesVersion: number;
            /** Format: date-time */
            since?: string;
            topics: string[];
        };
        Gesture: {
            /** @description Minor units of the currency. */
            amount: number;
            /** Format: date-time */
            at: string;
            by: string;
            conversationId: string;
            coSigner?: string;
            currency: string;
            /** Format: date-time */
            expiresAt?: string;
            /** @enum {string} */
            fulfilment?: "recordOnly" | "pending" | "sent" | "failed" | "unknown";
            id: string;
            /** @enum {string} */
            kind: "refund" | "credit" | "replacement" | "upgrade" | "feeWaived" | "gift";
            policyVersion: number;
            reason?: string;
            remaining?: number;
            /** @enum {string} */
            status: "reserving" | "reserved" | "granted" | "releasing" | "released" | "awaitingCoSign";
            /** @enum {string} */
            why?: "denied" | "expired" | "released" | "refused";
        };
        GestureAllowance: {
            currency: string;
            kinds: {
                coSignUpTo: number;
                /** @enum {string} */
                kind: "refund" | "credit" | "replacement" | "upgrade" | "feeWaived" | "gift";
                limit: number;
                remaining: number;
                /** @enum {string} */
                rule: "perAction" | "coSignAbove" | "perConversation" | "perCustomer30Days" | "perEmployeeWeek" | "perTeamDay" | "notGiven";
            }[];
            /** @description 0 when nobody has set what may be given. */
            policyVersion: number;
        };
        GestureDenial: {
            currency: string;
            limit: number;
            next: ("askCoSign" | "giveRest")[];
            remaining: number;
            /** @enum {string} */
            rule: "perAction" | "coSignAbove" | "perConversation" | "perCustomer30Days" | "perEmployeeWeek" | "perTeamDay" | "notGiven";
        };
        GesturePolicy: components["schemas"]["GesturePolicyVersion"] & {
            /** @description A JSON document; empty in version 0. */
            text: string;
        };
        GesturePolicySet: {
            version: number;
        };
        GesturePolicyVersion: {
            /** Format: date-time */
            at?: string;
            by?: string;
            byName?: string;
            version: number;
        };
        GesturePolicyVersions: {
            items: components["schemas"]["GesturePolicyVersion"][];
        };
        GesturesPolicyQuery: {
            version?: number;
        };
        GiveBackProposal: {
            /** Format: uuid */
            id: string;
            text: string;
        };
        HandBack: {
            /** Format: uuid */
            id: string;
            note?: string;
        };
        HandedBack: {
            returned: number;
        };
        Handover: {
            /** Format: date-time */
            at: string;
            from: string;
            fromName?: string;
            queue?: string;
            seq: number;
            summary: string;
            to?: string;
            toName?: string;
            /** Format: date-time */
            until: string;
        };
        HandoverOffer: {
            employeeId?: string;
            /** Format: uuid */
            id: string;
            queue?: string;
            seconds?: number;
            summary?: string;
        };
        HandoverReturn: {
            /** Format: uuid */
            id: string;
            reason?: string;
        };
        HandPromiseOver: {
            employeeId: string;
            /** Format: uuid */
            id: string;
        };
        IntakeResult: {
            conversationId?: string;
            id: string | null;
            reason?: string;
            seq?: number;
            /** @enum {string} */
            status: "accepted" | "duplicate" | "quarantined";
        };
        KeepPromise: {
            evidenceSeq?: number;
            /** Format: uuid */
            id: string;
        };
        Key: {
            /** Format: date-time */
            createdAt: string;
            employeeId: string;
            /** Format: date-time */
            expiresAt?: string;
            id: string;
            name: string;
            prefix: string;
            /** Format: date-time */
            revokedAt?: string;
        };
        KeyList: {
            items: components["schemas"]["Key"][];
        };
        Knowledge: {
            answer: string;
            author: components["schemas"]["Named"];
            conversationId: string;
            /** Format: date-time */
            expiresAt: string;
            id: string;
            /** Format: date-time */
            keptAt: string;
            outdatedBy?: components["schemas"]["Named"];
            question: string;
            topics: string[];
            uses: number;
        };
        KnowledgeList: {
            items: components["schemas"]["Knowledge"][];
        };
        KnowledgePatch: {
            /** @enum {string} */
            state: "used" | "outdated" | "renewed";
        };
        KnowledgeQuery: {
            q?: string;
            /** @description Names, separated by commas. */
            topics?: string;
        };
        Label: {
            hue: number;
            name: string;
        };
        LabelList: {
            items: {
                hue: number;
                name: string;
            }[];
        };
        LabelPatch: {
            hue: number;
        };
        LabelRename: {
            from: string;
            to: string;
        };
        LabelRenamed: {
            /** @description Conversations. */
            changed: number;
            items: components["schemas"]["Label"][];
            /** @description Conversations that carry the old name still; ask again. */
            left: number;
        };
        Labels: {
            /** Format: uuid */
            id: string;
            labels: string[];
        };
        LabelsPut: {
            items: {
                hue: number;
                name: string;
            }[];
        };
        Link: {
            /** Format: date-time */
            expiresAt: string;
            link: string;
        };
        LinkToken: {
            token: string;
        };
        MakePromise: {
            /** Format: date-time */
            dueAt: string;
            /** Format: uuid */
            id: string;
            text: string;
        };
        Me: components["schemas"]["Employee"] & {
            preferences: components["schemas"]["Preferences"];
        };
        Media: {
            contentType?: string;
            height?: number;
            /** @description Of a file that we keep. */
            id?: string;
            name?: string;
            size?: number;
            url: string;
            width?: number;
        };
        MovePromise: {
            /** @enum {string} */
            audience?: "public" | "private";
            /** Format: date-time */
            dueAt: string;
            holdSeconds?: number;
            /** Format: uuid */
            id: string;
            seenSeq: number;
            sendAnyway?: boolean;
            text: string;
        };
        MyName: {
            name: string;
        };
        MyTopics: {
            topics: string[];
        };
        Named: {
            id: string;
            name: string | null;
        };
        NewAsk: {
            /** Format: uuid */
            id: string;
            question: string;
            topics?: string[];
        };
        NewCannedReply: {
            /** Format: uuid */
            id: string;
            queue?: string | null;
            /** @enum {string} */
            scope: "mine" | "queue" | "all";
            shortcut?: string | null;
            text: string;
            title: string;
        };
        NewChannel: {
            allowedOrigins?: string[];
            /** @enum {string} */
            kind: "webhook" | "chat";
            name: string;
            queue?: string;
            replyUrl?: string;
        };
        NewChannelAnswer: {
            id: string;
            secret: string;
            secretId: string;
        };
        NewEmployee: {
            capacity?: number;
            department?: string | null;
            email: string;
            name: string;
            /** @enum {string} */
            role: "agent" | "lead" | "admin" | "operator" | "auditor" | "colleague";
            skills?: string[];
            team?: string | null;
            topics?: string[];
        };
        NewEmployeeAnswer: {
            id: string;
            link: string;
        };
        NewGesture: {
            amount: number;
            customerId?: string;
            hold?: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "refund" | "credit" | "replacement" | "upgrade" | "feeWaived" | "gift";
            reason: string;
        };
        NewGesturePolicy: {
            /** Format: uuid */
            id: string;
            seenVersion: number;
            text: string;
        };
        NewId: {
            id: string;
        };
        NewKey: {
            employeeId?: string;
            /** Format: date-time */
            expiresAt?: string;
            name: string;
        };
        NewKeyAnswer: {
            id: string;
            key: string;
            prefix: string;
        };
        NewPassword: {
            currentPassword?: string;
            password: string;
        };
        NewQueue: {
            alarmSeconds?: number | null;
            dutyEmployeeId?: string | null;
            name: string;
            noticeSeconds?: number | null;
            offers?: boolean;
            offerSeconds?: number | null;
            replyTargetSeconds?: number | null;
            skills?: string[];
        };
        NewSavedFilter: {
            /** Format: uuid */
            id: string;
            name: string;
            position?: number;
            /** @enum {string} */
            scope: "mine" | "all";
            spec: {
                label?: string;
                owner?: string;
                q?: string;
                queue?: string;
                /** @enum {string} */
                sort?: "timeLeft" | "oldest" | "newest";
                /** @enum {string} */
                state?: "new" | "offered" | "owned" | "waitingCustomer" | "waitingInternal" | "snoozed" | "resolved" | "closed";
                /** @enum {string} */
                view?: "mine" | "unattended" | "queue" | "all";
            };
        };
        NewSecret: {
            id: string;
            secret: string;
        };
        NextList: {
            items: {
                conversationId: string;
                score: number;
                why: {
                    figure: number;
                    /** @enum {string} */
                    kind: "offered" | "priority" | "overdue" | "dueSoon" | "waiting" | "yours" | "topic" | "skill";
                    points: number;
                }[];
            }[];
        };
        Node: {
            activations: number;
            callsPerSecond: number;
            endpoint: string;
            name: string;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "active" | "draining";
        };
        Note: {
            draftRevision?: number;
            /** Format: uuid */
            id: string;
            mentions?: string[];
            text: string;
        };
        Notice: {
            actor?: {
                id: string;
                name: string | null;
            };
            /** Format: date-time */
            at: string;
            conversationId: string;
            customer?: {
                id: string;
                name: string | null;
            };
            for?: {
                id: string;
                name: string | null;
            };
            id: string;
            /** @enum {string} */
            kind: "assigned" | "mentioned" | "customerAnswered" | "snoozeEnded" | "deliveryFailed" | "leaseLapsing" | "promiseDueSoon" | "promiseDue" | "promiseBroken" | "promiseHandedOver" | "handoverOffered" | "handoverAccepted" | "handoverReturned" | "coSignAsked" | "gestureNotFulfilled" | "asked" | "askAnswered" | "queueAlarm";
            quiet: boolean;
            /** Format: date-time */
            seenAt?: string;
            seq?: number;
        };
        NoticePage: {
            items: components["schemas"]["Notice"][];
            next: string | null;
            unseen: number;
        };
        NoticesSeen: {
            upTo: string;
        };
        Offer: {
            conversation: components["schemas"]["Summary"];
            conversationId: string;
            epoch: number;
            /** @enum {string} */
            reason: "lastOwner" | "mostRoom";
            /** Format: date-time */
            until: string;
        };
        OfferList: {
            items: components["schemas"]["Offer"][];
        };
        Placed: {
            seq: number;
        };
        Preferences: {
            browserNotices: boolean;
            /** @description IANA name of the zone of one's last browser: what auto means to the server. */
            browserTimeZone: string | null;
            /** @enum {string} */
            density: "comfortable" | "compact";
            firstSendDone: boolean;
            /** @description Own keys by action. */
            keys: {
                [key: string]: string;
            };
            keysOff: boolean;
            /** @enum {string} */
            language: "auto" | "en" | "de";
            /**
             * @description What customers see of one's name.
             * @enum {string}
             */
            nameShown: "first" | "full";
            /** @description HH:mm in one's time zone. */
            quietFrom: string | null;
            quietTo: string | null;
            /** @description Behind public ones. */
            shortSignOff: string;
            /** @description Under private replies. */
            signOff: string;
            /** @description By channel id or kind, instead of signOff there. */
            signOffs: {
                [key: string]: string;
            };
            sound: boolean;
            /** @enum {string} */
            theme: "system" | "light" | "dark";
            /** @description auto, or an IANA name. */
            timeZone: string;
        };
        PreferencesPatch: {
            browserNotices?: boolean;
            browserTimeZone?: string;
            /** @enum {string} */
            density?: "comfortable" | "compact";
            firstSendDone?: boolean;
            keys?: {
                [key: string]: string;
            };
            keysOff?: boolean;
            /** @enum {string} */
            language?: "auto" | "en" | "de";
            /** @enum {string} */
            nameShown?: "first" | "full";
            quietFrom?: string | null;
            quietTo?: string | null;
            shortSignOff?: string;
            signOff?: string;
            signOffs?: {
                [key: string]: string;
            };
            sound?: boolean;
            /** @enum {string} */
            theme?: "system" | "light" | "dark";
            timeZone?: string;
        };
        PreferencesPut: {
            browserNotices?: boolean;
            browserTimeZone?: string;
            /** @enum {string} */
            density: "comfortable" | "compact";
            firstSendDone: boolean;
            keys?: {
                [key: string]: string;
            };
            keysOff?: boolean;
            /** @enum {string} */
            language?: "auto" | "en" | "de";
            /** @enum {string} */
            nameShown?: "first" | "full";
            quietFrom?: string | null;
            quietTo?: string | null;
            shortSignOff?: string;
            signOff?: string;
            signOffs?: {
                [key: string]: string;
            };
            sound?: boolean;
            /** @enum {string} */
            theme: "system" | "light" | "dark";
            timeZone?: string;
        };
        Presence: {
            /** @enum {string} */
            intent: "available" | "busy" | "away" | "wrapUp" | "offline";
        };
        Priority: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            priority: "low" | "normal" | "high" | "urgent";
        };
        Problem: {
            denied?: components["schemas"]["GestureDenial"];
            detail?: string;
            draft?: components["schemas"]["Draft"];
            entry?: components["schemas"]["Entry"];
            errors?: {
                [key: string]: string[];
            };
            /** @description Employee id. */
            owner?: string;
            promises?: {
                /** Format: date-time */
                dueAt: string;
                id: string;
                /** @enum {string} */
                state: "open" | "dueSoon";
                text: string;
            }[];
            state?: string;
            status: number;
            title: string;
            traceId: string;
            type: string;
        };
        Promise: {
            /** @description Employee id: to whom it was handed, else the conversation's owner, else the queue's duty. */
            answers: string;
            answersName?: string;
            conversation?: components["schemas"]["Summary"];
            conversationId: string;
            /** Format: date-time */
            dueAt: string;
            evidenceSeq?: number;
            /**
             * Format: date-time
             * @description As it was given.
             */
            firstDueAt: string;
            /** @description One person answers for it, whoever owns the conversation. */
            handedOver: boolean;
            id: string;
            /** Format: date-time */
            madeAt: string;
            /** @description Employee id. */
            madeBy: string;
            madeByName?: string;
            moves: number;
            seq: number;
            /** Format: date-time */
            settledAt?: string;
            /** @enum {string} */
            state: "open" | "dueSoon" | "kept" | "keptLate" | "broken" | "released";
            /** @description Empty when it was erased. */
            text: string;
        };
        PromiseList: {
            items: components["schemas"]["Promise"][];
        };
        PromisePage: {
            items: components["schemas"]["Promise"][];
            mine: {
                broken: number;
                open: number;
            };
            next: string | null;
        };
        PromisesQuery: {
            cursor?: string;
            /** @default 50 */
            limit?: number;
            /**
             * @default open
             * @enum {string}
             */
            state?: "open" | "broken" | "kept" | "released";
            /**
             * @default mine
             * @enum {string}
             */
            view?: "mine" | "company";
        };
        QuarantineItem: {
            /** Format: date-time */
            at: string;
            channelId: string;
            externalId?: string | null;
            id: string;
            raw: string;
            reason: string;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantineItem"][];
            next: string | null;
        };
        QuarantineQuery: {
            cursor?: string;
            /** @default 100 */
            limit?: number;
        };
        Queue: {
            alarmSeconds: number | null;
            dutyEmployeeId: string | null;
            id: string;
            name: string;
            noticeSeconds: number | null;
            offers: boolean;
            offerSeconds: number | null;
            replyTargetSeconds: number | null;
            skills: string[];
        };
        QueuePage: {
            items: components["schemas"]["Queue"][];
            next: string | null;
        };
        QueuePatch: {
            alarmSeconds?: number | null;
            dutyEmployeeId?: string | null;
            name?: string;
            noticeSeconds?: number | null;
            offers?: boolean;
            offerSeconds?: number | null;
            replyTargetSeconds?: number | null;
            skills?: string[];
        };
        QueuesQuery: {
            cursor?: string;
            /** @default 200 */
            limit?: number;
        };
        ReleasePromise: {
            /** Format: uuid */
            id: string;
            reason: string;
        };
        RepliesQuery: {
            cursor?: string;
            /** @default 100 */
            limit?: number;
            /** @enum {string} */
            state?: "failed" | "unknown";
        };
        Reply: {
            attachments?: string[];
            /** @enum {string} */
            audience?: "public" | "private";
            draftRevision?: number;
            holdSeconds?: number;
            /** Format: uuid */
            id: string;
            keeps?: string[];
            promises?: {
                /** Format: date-time */
                dueAt: string;
                text: string;
            }[];
            seenSeq: number;
            sendAnyway?: boolean;
            text?: string;
        };
        ReplyPlaced: {
            /** @enum {string} */
            delivery: "pending" | "held";
            seq: number;
        };
        ReplyStatus: {
            /** Format: date-time */
            at?: string;
            /** Format: uuid */
            replyId: string;
            /** @enum {string} */
            status: "delivered" | "read" | "failed";
        };
        Resolve: {
            followUp?: boolean;
            /** Format: uuid */
            id: string;
        };
        SavedFilter: {
            /** Format: uuid */
            id: string;
            name: string;
            position: number;
            /** @enum {string} */
            scope: "mine" | "all";
            spec: components["schemas"]["FilterSpec"];
            total: number;
        };
        SavedFilterList: {
            items: components["schemas"]["SavedFilter"][];
        };
        SavedFilterPatch: {
            name?: string;
            position?: number;
            spec?: {
                label?: string;
                owner?: string;
                q?: string;
                queue?: string;
                /** @enum {string} */
                sort?: "timeLeft" | "oldest" | "newest";
                /** @enum {string} */
                state?: "new" | "offered" | "owned" | "waitingCustomer" | "waitingInternal" | "snoozed" | "resolved" | "closed";
                /** @enum {string} */
                view?: "mine" | "unattended" | "queue" | "all";
            };
        };
        SearchHit: {
            /** Format: date-time */
            at: string;
            conversation: components["schemas"]["Summary"];
            excerpt: {
                hit: boolean;
                text: string;
            }[];
            /** @enum {string} */
            kind: "message" | "note" | "reply" | "customer" | "id";
            /** @description Of the entry; 1 for customer and a conversation's or thread's id. */
            seq: number;
        };
        SearchPage: {
            /**
             * Format: date-time
             * @description What was written before is searched; at most two seconds old.
             */
            indexedTo: string;
            items: components["schemas"]["SearchHit"][];
            next: string | null;
        };
        SearchQuery: {
            channel?: string;
            cursor?: string;
            /**
             * Format: date-time
             * @description Inclusive.
             */
            from?: string;
            /**
             * @default all
             * @enum {string}
             */
            in?: "open" | "all";
            label?: string;
            /** @default 20 */
            limit?: number;
            owner?: string;
            q?: string;
            queue?: string;
            /**
             * Format: date-time
             * @description Exclusive.
             */
            to?: string;
        };
        SendProposal: {
            /** Format: uuid */
            id: string;
            seenSeq: number;
            sendAnyway?: boolean;
            text?: string;
        };
        Session: {
            csrfToken: string;
            employee: {
                email: string;
                id: string;
                name: string;
                /** @enum {string} */
                role: "agent" | "lead" | "admin" | "operator" | "auditor" | "colleague";
            };
        };
        Snooze: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            until: string;
        };
        StatusResult: {
            /** @enum {string} */
            status: "recorded" | "known";
        };
        Summary: {
            /** @description Employee id: the owner, or the queue's duty, or admin. */
            accountable: string;
            accountableName?: string;
            channelId: string;
            channelKind: string;
            /** Format: date-time */
            createdAt: string;
            customer: components["schemas"]["Customer"];
            /** Format: date-time */
            dueAt?: string;
            head: number;
            id: string;
            labels: string[];
            /** Format: date-time */
            lastAt: string;
            /** @enum {string} */
            lastBy?: "customer" | "employee";
            lastText: string;
            /** @description Employee id; absent when nobody owns it. */
            owner?: string;
            ownerName?: string;
            /** @enum {string} */
            priority: "low" | "normal" | "high" | "urgent";
            queue: string;
            /** Format: date-time */
            snoozedUntil?: string;
            /** @enum {string} */
            state: "new" | "offered" | "owned" | "waitingCustomer" | "waitingInternal" | "snoozed" | "resolved" | "closed";
            thread: string;
            /** @enum {string} */
            visibility: "public" | "private";
            /** Format: date-time */
            waitingSince?: string;
        };
        Taken: {
            conversationId: string;
            epoch: number;
            /** Format: date-time */
            leaseUntil: string;
            seq: number;
        };
        Topic: {
            name: string;
            words?: string[];
        };
        TopicList: {
            items: {
                name: string;
                words: string[];
            }[];
        };
        TopicPatch: {
            words: string[];
        };
        TrackingLink: {
            seq: number;
            url: string;
        };
        Unseen: {
            unseen: number;
        };
        UnsettledReplyPage: {
            items: {
                /**
                 * Format: date-time
                 * @description When it was written.
                 */
                at: string;
                attempts: number;
                conversation: components["schemas"]["Summary"];
                reason?: string;
                replyId: string;
                seq: number;
                /** @enum {string} */
                state: "failed" | "unknown";
                /** @description How it begins; absent when its words were erased. */
                text?: string;
            }[];
            next: string | null;
        };
        WebhookMessage: {
            id: string;
            language?: string;
            media?: {
                contentType?: string;
                url: string;
            }[];
            replyTo?: string;
            sender: {
                followers?: number;
                handle?: string;
                id: string;
                name?: string;
            };
            /** Format: date-time */
            sentAt?: string;
            text?: string;
            thread: string;
            url?: string;
            /** @enum {string} */
            visibility?: "public" | "private";
        };
        WebhookMessages: components["schemas"]["WebhookMessage"] | components["schemas"]["WebhookMessage"][];
        WebhookResults: {
            results: ({
                conversationId: string;
                id: string;
                seq: number;
                /** @enum {string} */
                status: "accepted" | "duplicate";
            } | {
                id: string | null;
                reason: string;
                /** @enum {string} */
                status: "quarantined";
            })[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

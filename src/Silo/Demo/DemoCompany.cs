using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Settings;

namespace Conversations.Silo.Demo;

/// <summary>
/// The sample company. All people, places and words under this folder are invented, and they are the only invented ones of this program;
/// every name of the company says "demo".
/// </summary>
internal static class DemoCompany
{
    public const string Name = "Harbour Air (demo)";

    public static readonly QueueId Baggage = new("demo-baggage");
    public static readonly QueueId Bookings = new("demo-bookings");
    public static readonly QueueId Chats = new("demo-chats");
    public static readonly ChannelId Square = new("demo-square");
    public static readonly ChannelId Messages = new("demo-messages");
    public static readonly ChannelId Chat = new("demo-chat");

    public static readonly EmployeeId Mara = new("demo-mara");
    public static readonly EmployeeId Jonas = new("demo-jonas");
    public static readonly EmployeeId Priya = new("demo-priya");
    public static readonly EmployeeId Tomas = new("demo-tomas");
    public static readonly EmployeeId Leila = new("demo-leila");
    public static readonly EmployeeId Ewa = new("demo-ewa");
    public static readonly EmployeeId Nuno = new("demo-nuno");

    public static readonly ImmutableArray<QueueSettings> Queues =
    [
        new() { Id = Baggage, Name = "Baggage", DutyEmployee = Leila, ReplyTargetSeconds = 30 * 60 },
        new() { Id = Bookings, Name = "Bookings", DutyEmployee = Leila, ReplyTargetSeconds = 60 * 60 },
        new() { Id = Chats, Name = "Chat", DutyEmployee = Leila, ReplyTargetSeconds = 5 * 60, Offers = true, OfferSeconds = 60, AlarmSeconds = 10 * 60 },
    ];

    public static readonly ImmutableArray<EmployeeSettings> People =
    [
        Person(Mara, "Mara Lindqvist", Role.Agent, "available", "Lost and found", "Damage", "Baggage", "Delays"),
        Person(Jonas, "Jonas Weber", Role.Agent, "available", "Bookings", "Damage", "Refunds"),
        Person(Priya, "Priya Nair", Role.Agent, "busy", "Bookings", "Refunds", "Delays"),
        Person(Tomas, "Tomás Oliveira", Role.Agent, "away", "Lost and found", "Baggage"),
        // She carries one thing at a time: what is offered goes to those who look.
        Person(Leila, "Leila Haddad", Role.Lead, "available", "Lost and found", "Damage", "Baggage", "Refunds") with { Capacity = 1 },
        Person(Ewa, "Ewa Nowak", Role.Admin, "offline", ""),
        Person(Nuno, "Nuno Faria", Role.Colleague, "available", "Flight deck", "Delays", "Damage"),
    ];

    /// <summary>What its people may give: enough on one's own for most days, and more with a colleague's signature.</summary>
    public const string GesturePolicy = """
        {
          "currency": "EUR",
          "kinds": {
            "refund": {
              "perAction": 20000,
              "coSignAbove": 5000,
              "perConversation": 20000,
              "perCustomer30Days": 30000,
              "perEmployeeWeek": 50000,
              "perTeamDay": 150000
            },
            "credit": { "perAction": 10000, "coSignAbove": 7500, "perCustomer30Days": 15000, "perTeamDay": 100000 },
            "gift": { "perAction": 1500, "perCustomer30Days": 3000, "perEmployeeWeek": 10000 }
          }
        }
        """;

    public static readonly ImmutableArray<Topic> Topics =
    [
        new("Baggage", ["suitcase", "bag", "bags", "luggage", "belt", "stroller"]),
        new("Damage", ["broke", "broken", "damage", "damaged", "guitar", "wheel"]),
        new("Delays", ["delay", "late", "hours", "gate", "leave"]),
        new("Refunds", ["refund", "charged", "twice", "money", "receipt"]),
    ];

    public static readonly ImmutableArray<DemoChannel> Channels =
    [
        new(Square, "Harbour Air on the square (demo)", Bookings, Audiences.Public),
        new(Messages, "Harbour Air messages (demo)", Baggage, Audiences.Private),
        new(Chat, "Harbour Air chat (demo)", Chats, Audiences.Private),
    ];

    /// <summary>Those whose sign-in links are printed, in that order: two who answer customers all day, one who comes to the open floor, and one who sets what holds for all.</summary>
    public static readonly ImmutableArray<EmployeeId> Guests = [Mara, Jonas, Nuno, Ewa];

    public static string NameOf(EmployeeId id) => People.Single(person => person.Id == id).Name;

    private static EmployeeSettings Person(EmployeeId id, string name, Role role, string intent, string team, params ImmutableArray<string> topics) => new()
    {
        Id = id,
        Name = name,
        Email = id.Value[5..] + "@harbour-air.example",
        Role = role,
        Intent = intent,
        Team = team,
        Department = team.Length == 0 ? "" : "Service",
        Topics = topics,
    };
}

/// <param name="Visibility">Of what customers write there.</param>
internal sealed record DemoChannel(ChannelId Id, string Name, QueueId Queue, string Visibility);

namespace Conversations.Silo.Demo;

/// <summary>What the demo's customers say while somebody watches.</summary>
internal static class DemoLines
{
    /// <summary>The waiting customer's answers, in turn.</summary>
    public static readonly string[] Hero =
    [
        "Thank you for answering so quickly! I am at Rua das Flores 12 until ten tonight. Do you know where the suitcase is?",
        "That is such a relief. I will leave my phone on.",
        "You are wonderful. I will tell my mother somebody with a name took care of it.",
    ];

    public static readonly string[] Thanks =
    [
        "Oh, that was quick. Thank you!",
        "That helps, thank you. I will come back to you if it does not work.",
    ];

    /// <summary>What a colleague asks whoever follows delays.</summary>
    public const string Question = "Does the 16:40 to Porto leave on time today? Carla has a wheelchair and 35 minutes to change.";

    public const string Complaint = "@HarbourAir still nobody? You broke my guitar, I asked for help, and I hear nothing. The song is getting longer.";

    /// <summary>What whoever takes a conversation over should know.</summary>
    public const string Handover = "My shift ends. Isabel only waits to hear when the gates in the app are right again; the workshop says tomorrow.";

    public static readonly DemoArrival Chat = new("bea", "Beatriz Lopes", "Hi! I am at the airport and my bag is 2 kg too heavy. Is there anything I can do before the desk closes?");

    private static readonly (string Word, string Answer)[] Answers =
    [
        ("guitar", "Take it to the luthier at the harbour, Rua do Cais 8: he mends instruments for us within the week and sends us the bill."),
        ("suitcase", "The belt crew has a blue hard case with tag HA 48-1107 at the desk of hall 2. A driver can bring it tonight."),
        ("bag", "Two kilos are within what we let pass. Say yes, and write the desk a line."),
        ("refund", "Twice charged goes back the same day: choose refund, and write the seat as the reason."),
    ];

    public static string AnswerTo(string question) =>
        Answers.FirstOrDefault(known => question.Contains(known.Word, StringComparison.OrdinalIgnoreCase)).Answer ?? "I have had that before: tell them what you know now, and promise them the rest by tonight.";

    public static readonly DemoArrival[] Arrivals =
    [
        new("joao_c", "João Coelho", "Is the 18:20 to Madeira on time? My mother picks me up and she worries."),
        new("sara.b", "Sara Brandt", "I booked the wrong weekend. What does it cost to move it by seven days?"),
        new("tunde", "Tunde Adeyemi", "The lounge turned me away although my card is valid until March."),
        new("mila", "Mila Jovanović", "Could we sit together? We are two adults and a three-year-old, now in three rows."),
        new("ivo_f", "Ivo Fonseca", "Do you take surfboards, and do I pay for each leg?"),
        new("chiara", "Chiara Greco", "I have not had the confirmation mail. The money is gone, though."),
        new("dmitri", "Dmitri Volkov", "My flight is in two hours and I tested positive. What now?"),
        new("ayla", "Ayla Yıldız", "Thank you for the extra blanket on HA 77. Please tell the tall man with the beard."),
        new("pablo_s", "Pablo Serrano", "Your site says gate 4, the screen says gate 11. Which one do I believe?"),
        new("wanjiru", "Wanjiru Kamau", "Can my violin come into the cabin? It is smaller than most backpacks."),
    ];
}

internal sealed record DemoArrival(string Handle, string Name, string Text);

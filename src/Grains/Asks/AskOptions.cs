using System.ComponentModel.DataAnnotations;

namespace Conversations.Grains.Asks;

/// <summary>Section "Asks": how long each ring has before the next is asked, and how often one person is disturbed.</summary>
public sealed class AskOptions
{
    public const string Section = "Asks";

    /// <summary>The asker's team. 1 s – 1 d, default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Team { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Her whole department. 1 s – 1 d, default 180 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Department { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Everybody in the company. 1 s – 1 d, default 600 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Company { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>Who is on duty in the queue; then the ask ends without an answer. 1 s – 1 d, default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Duty { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Asks one person is disturbed with in 24 hours; who is on duty is asked all the same. 1 – 100, default 10.</summary>
    [Range(1, 100)]
    public int DailyMax { get; set; } = 10;

    public TimeSpan Of(int ring) => ring switch
    {
        0 => Team,
        1 => Department,
        2 => Company,
        _ => Duty,
    };
}

using System.Text;
using Conversations.Contracts.Ports;
using Conversations.Web.Company;
using Conversations.Web.Json;

namespace Conversations.Web.Lists;

/// <summary>A row as it is sent: written once, shared by every window, frame and dashboard that shows it.</summary>
public sealed class RowView
{
    private DirectoryView _directory;

    public SummaryRow Row { get; }
    /// <summary>The row's id as a JSON string.</summary>
    public byte[] Id { get; }

    /// <summary>The whole row as a JSON object.</summary>
    public byte[] Json { get; }

    public RowView(SummaryRow row, DirectoryView directory)
        : this(row, directory, SummaryJson.ToUtf8(row, directory))
    {
    }

    private RowView(SummaryRow row, DirectoryView directory, byte[] json)
    {
        (Row, _directory, Json) = (row, directory, json);
        Id = Encoding.UTF8.GetBytes($"\"{row.Id.Value}\"");
    }

    /// <summary>The same row under other names of people; itself when nothing it says changes.</summary>
    public RowView Under(DirectoryView directory)
    {
        if (ReferenceEquals(directory, _directory))
        {
            return this;
        }

        var json = SummaryJson.ToUtf8(Row, directory);
        if (!json.AsSpan().SequenceEqual(Json))
        {
            return new RowView(Row, directory, json);
        }

        _directory = directory;
        return this;
    }
}

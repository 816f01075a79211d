namespace Conversations.Contracts.Floor;

/// <summary>Names of the streams in which people's grades on the open floor are written down.</summary>
public static class FloorStreams
{
    private const string Prefix = "floor-";

    public static string Of(EmployeeId employee) => Prefix + employee.Value;

    /// <summary>Whose stream it is; null for any other stream.</summary>
    public static EmployeeId? PersonOf(string stream) => stream.StartsWith(Prefix, StringComparison.Ordinal) ? new EmployeeId(stream[Prefix.Length..]) : null;
}

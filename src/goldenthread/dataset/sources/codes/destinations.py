"""Codes of what young people do after 16, from the client caseload information system."""

from datetime import date

from goldenthread.dataset.sources.codes.health import listed
from goldenthread.dataset.sources.shape import CodeList

ACTIVITY = CodeList(
    "Current activity code",
    listed(
        """
        110 Registered at a school or other educational establishment, of school age
        120 Educated at home, of school age
        130 Custodial sentence, of school age
        140 Not registered at a school or other establishment, of school age
        150 Current situation not known, of school age
        210 Full-time education: school sixth form
        220 Full-time education: sixth form college
        230 Full-time education: further education
        240 Full-time education: higher education
        250 Part-time education
        260 Gap year
        270 Full-time education: other
        280 Special post-16 institution
        290 Custodial institution (juvenile offender)
        310 Apprenticeship
        320 Full-time employment with study (regulated qualification)
        330 Employment without training
        340 Employment with training (other)
        350 Temporary employment
        360 Part-time employment
        380 Self-employment
        381 Self-employment combined with study (regulated qualification)
        410 Work-based learning funded by the education and skills agencies
        430 Other training
        440 Training through the Department for Work and Pensions
        460 Supported internship
        530 Re-engagement provision
        540 Working not for reward
        550 Working not for reward combined with part-time study
        610 Not yet ready for work or learning
        615 Start date agreed (other)
        616 Start date agreed (meets the duty to participate)
        619 Seeking employment, education or training
        620 Young carer
        630 Teenage parent
        640 Illness
        650 Pregnancy
        660 Religious grounds
        670 Unlikely to be economically active
        680 Other reason
        710 Custody (young adult offender)
        720 Refugee or asylum seeker
        810 Current situation not known
        820 Cannot be contacted
        830 Refused to disclose activity
        """
    )
    + listed("450 Traineeship", until=date(2023, 7, 31)),
    "NCCIS management information requirement, current activity codes, as listed by "
    "FFT Education Datalab (github.com/Youth-Transitions/resources, datasets/NCCIS.md) for 2011 "
    "to 2021; later changes were not obtained, save that traineeships ended with July 2023",
    complete=False,
)
